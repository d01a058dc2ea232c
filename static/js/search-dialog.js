/* A dialog in which one thing is chosen from what a search finds, with the keyboard or without. */

const gettext = window.gettext || ((text) => text)
const PAUSE_MS = 200

export const element = (name, properties = {}, children = []) => {
  const node = Object.assign(document.createElement(name), properties)
  node.append(...children)
  return node
}

/** What an address of the desk finds, or null if it cannot be asked. */
export const ask = async (searchUrl, query) => {
  try {
    const response = await fetch(`${searchUrl}?${new URLSearchParams(query)}`)
    return response.ok ? (await response.json()).results : null
  } catch {
    return null
  }
}

/** Resolves to what was taken, or null.
 *
 * name: of its classes and ids; find(typed): what is found, or null; rows(found, typed, take): the <li>s;
 * said(found): the words above them; enter(list, typed): what Enter does in the input; foot: what stands below.
 */
export const chooseFrom = ({ name, title, label, value = "", find, rows, said, enter = goToFirst, foot = () => [] }) =>
  new Promise((resolve) => {
    const heading = element("h2", { id: `${name}-title`, textContent: title })
    const input = element("input", { type: "search", id: `${name}-search`, value, autocomplete: "off" })
    const status = element("p", { className: `${name}-status`, role: "status" })
    const list = element("ul", { className: `${name}-results` })
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    const dialog = element("dialog", { className: `search-dialog ${name}` })
    let chosen = null
    const take = (choice) => {
      chosen = choice
      dialog.close()
    }
    const lower = foot(take)
    dialog.append(heading, element("label", { htmlFor: input.id, textContent: label }), input, status, list, ...lower, cancel)
    dialog.setAttribute("aria-labelledby", heading.id)
    const show = searcher({ find, rows, said, list, status, take })

    document.body.append(dialog)
    dialog.showModal()
    let shown = show(input.value)
    input.addEventListener("input", () => {
      shown = show(input.value)
    })
    input.addEventListener("keydown", async (event) => {
      if (event.key === "Escape" && !event.isComposing) return dialog.close() // not only what was typed goes
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      await shown
      if (document.activeElement === input) enter(list, input.value)
    })
    dialog.addEventListener("keydown", (event) => walk(event, [input, ...list.querySelectorAll("button")]))
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
  })

/** Never taken by the same key: which it is must be seen. */
const goToFirst = (list) => list.querySelector("button")?.focus()

/** The arrow keys go from the input to the rows and back. An Enter held down chooses nothing on its way. */
const walk = (event, stops) => {
  if (event.key === "Enter" && event.repeat) event.preventDefault()
  const here = stops.indexOf(document.activeElement)
  const isAside = here > 0 // within the input, left and right go through the words
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: isAside && 1, ArrowLeft: isAside && -1 }[event.key]
  if (!step || here < 0) return
  event.preventDefault()
  stops[here + step]?.focus()
}

/** Show what fits the words typed, after a pause in typing. Resolves once it is shown; never, if it comes too late. */
const searcher = ({ find, rows, said, list, status, take }) => {
  let latest = 0
  let pause = null
  return (typed) => {
    const turn = ++latest
    clearTimeout(pause)
    list.replaceChildren()
    status.textContent = gettext("Searching…")
    return new Promise((resolve) => {
      pause = setTimeout(async () => {
        const found = await find(typed.trim())
        if (turn !== latest) return
        status.textContent = said(found)
        list.replaceChildren(...rows(found || [], typed.trim(), take))
        resolve()
      }, PAUSE_MS)
    })
  }
}
