/* What a story shows from elsewhere is loaded when a reader asks for it, and not before. */

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"

const open = (figure) => {
  const frame = document.createElement("iframe")
  frame.className = "embed-frame"
  frame.title = figure.dataset.title
  frame.setAttribute("sandbox", SANDBOX)
  frame.allow = "fullscreen; encrypted-media; picture-in-picture"
  frame.referrerPolicy = "strict-origin-when-cross-origin" // without any, YouTube plays nothing
  frame.src = figure.dataset.frame
  figure.querySelector(".embed-open").remove()
  figure.querySelector(".embed-note").remove()
  figure.prepend(frame)
  frame.focus()
}

for (const figure of document.querySelectorAll(".embed")) {
  const button = figure.querySelector(".embed-open")
  button.hidden = figure.querySelector(".embed-note").hidden = false
  button.addEventListener("click", () => open(figure))
}
