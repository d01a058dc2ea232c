/* The dialog in which a photo of the library is chosen, by eye or by words of its description, caption or credit. */

const gettext = window.gettext || ((text) => text)
const PAUSE_MS = 200

export const element = (name, properties = {}, children = []) => {
  const node = Object.assign(document.createElement(name), properties)
  node.append(...children)
  return node
}

/** Resolves to {key, src, alt, caption}, or null when none was chosen. */
export const choosePhoto = (searchUrl) =>
  new Promise((resolve) => {
    const title = element("h2", { id: "photo-dialog-title", textContent: gettext("Insert a photo") })
    const input = element("input", { type: "search", id: "photo-dialog-search", autocomplete: "off" })
    const status = element("p", { className: "photo-dialog-status", role: "status" })
    const list = element("ul", { className: "photo-dialog-results" })
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    const dialog = element("dialog", { className: "photo-dialog" }, [
      title,
      element("label", { htmlFor: input.id, textContent: gettext("Words of the description, caption or credit") }),
      input,
      status,
      list,
      cancel,
    ])
    dialog.setAttribute("aria-labelledby", title.id)
    let chosen = null
    const show = searcher(searchUrl, list, status, (photo) => {
      chosen = photo
      dialog.close()
    })

    document.body.append(dialog)
    dialog.showModal()
    let shown = show("")
    input.addEventListener("input", () => {
      shown = show(input.value)
    })
    input.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      await shown
      // Never taken by the same key: which photo it is must be seen.
      if (document.activeElement === input) list.querySelector("button")?.focus()
    })
    dialog.addEventListener("keydown", (event) => walk(event, [input, ...list.querySelectorAll("button")]))
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
  })

/** The arrow keys go from the input to the photos and back. An Enter held down chooses nothing on its way. */
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
const searcher = (searchUrl, list, status, take) => {
  let latest = 0
  let pause = null
  return (typed) => {
    const turn = ++latest
    clearTimeout(pause)
    list.replaceChildren()
    status.textContent = gettext("Searching…")
    return new Promise((resolve) => {
      pause = setTimeout(async () => {
        const photos = await search(searchUrl, typed)
        if (turn !== latest) return
        status.textContent = said(photos)
        list.replaceChildren(...(photos || []).map((photo) => row(photo, take)))
        resolve()
      }, PAUSE_MS)
    })
  }
}

const said = (photos) => {
  if (!photos) return gettext("The photos cannot be searched just now. Check the connection, or sign in again.")
  return photos.length ? "" : gettext("No photo has these words. Add it to the library first.")
}

/** What the desk finds, or null if it cannot be asked. */
const search = async (searchUrl, typed) => {
  try {
    const response = await fetch(`${searchUrl}?${new URLSearchParams({ q: typed })}`)
    return response.ok ? (await response.json()).results : null
  } catch {
    return null
  }
}

const row = (photo, take) => {
  const button = element("button", { type: "button", className: "photo-choice" }, [
    element("img", { src: photo.src, alt: photo.alt, loading: "lazy" }),
    element("span", { className: "photo-choice-words", textContent: photo.caption }),
    element("span", { className: "photo-choice-note", textContent: photo.note }),
  ])
  button.addEventListener("click", () => take(photo))
  return element("li", {}, [button])
}
