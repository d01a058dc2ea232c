/* Small things the desk's pages need of a script: names for what has none. */

const gettext = window.gettext || ((text) => text)

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  editor.view.dom.setAttribute("aria-label", label?.textContent.replace(":", "").trim() || gettext("Text"))
  editor.view.dom.setAttribute("role", "textbox")
  editor.view.dom.setAttribute("aria-multiline", "true")
  label?.addEventListener("click", () => editor.commands.focus())
})
