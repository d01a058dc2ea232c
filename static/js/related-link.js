/* The "Baca juga" block of the rich-text editor: one atomic node that knows what it points to.
 *
 * It is one of: a story (data-target), an address outside (data-url), or a headline still to come.
 */

import { mergeAttributes, Node } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)
const PAUSE_MS = 200
const SEARCH_FAILED = gettext("The stories cannot be searched just now. Check the connection, or sign in again.")

const element = (name, properties = {}, children = []) => {
  const node = Object.assign(document.createElement(name), properties)
  node.append(...children)
  return node
}

const data = (name) => ({
  default: "",
  parseHTML: (node) => node.getAttribute(`data-${name}`) || "",
  renderHTML: (attributes) => ({ [`data-${name}`]: attributes[name] || "" }),
})

const noteOf = ({ target, url }) => {
  if (target) return ""
  if (url) return url
  return gettext("still to come; readers do not see it yet")
}

export const RelatedLink = Node.create({
  name: "relatedLink",
  group: "block",
  atom: true,
  draggable: true,
  selectable: true,

  addOptions() {
    return { searchUrl: "" }
  },

  addAttributes() {
    return {
      key: {
        default: "",
        parseHTML: (node) => node.getAttribute("data-related-link") || "",
        renderHTML: ({ key }) => ({ "data-related-link": key }),
      },
      target: data("target"),
      url: data("url"),
      headline: data("headline"),
    }
  },

  parseHTML() {
    return [{ tag: "aside[data-related-link]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes)]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const button = element("button", {
        type: "button",
        className: "related-link-change",
        textContent: gettext("Change"),
      })
      const dom = element("div", { className: "related-link-block" }, [
        element("span", { className: "related-link-label", textContent: gettext("Read also") }),
        element("span", { className: "related-link-headline", textContent: node.attrs.headline || node.attrs.url }),
        element("span", { className: "related-link-note", textContent: noteOf(node.attrs) }),
        button,
      ])
      dom.classList.toggle("is-pending", !node.attrs.target && !node.attrs.url)
      button.addEventListener("click", async () => {
        const chosen = await choose(this.options.searchUrl, node.attrs.headline)
        if (!chosen) return
        const attributes = { ...node.attrs, ...chosen }
        editor.chain().focus().command(({ tr }) => tr.setNodeMarkup(getPos(), null, attributes)).run()
      })
      return { dom, stopEvent: (event) => button.contains(event.target) }
    }
  },

  addCommands() {
    return {
      addRelatedLink:
        () =>
        ({ editor }) => {
          choose(this.options.searchUrl).then((chosen) => {
            if (chosen) editor.chain().focus().insertContent({ type: "relatedLink", attrs: chosen }).run()
          })
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "relatedLink",
      groups: "nodes",
      priority: 10,
      button: buttons.text(gettext("Read also"), gettext("Insert a “Read also” link")),
      command: (editor) => editor.commands.addRelatedLink(),
    })
  },
})

/** Ask for what a block points to. Resolves to {target, url, headline}, or null when nothing was chosen. */
const choose = (searchUrl, headline = "") =>
  new Promise((resolve) => {
    const title = element("h2", { id: "related-link-title", textContent: gettext("Read also") })
    const input = element("input", { type: "search", id: "related-link-search", value: headline, autocomplete: "off" })
    const list = element("ul", { className: "related-link-results" })
    const status = element("p", { className: "related-link-status", role: "status" })
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    const dialog = element("dialog", { className: "related-link-dialog" }, [
      title,
      element("label", {
        htmlFor: input.id,
        textContent: gettext("Words of the headline, a web address, or a headline still to come"),
      }),
      input,
      status,
      list,
      cancel,
    ])
    dialog.setAttribute("aria-labelledby", title.id)
    let chosen = null
    const take = (choice) => {
      chosen = choice
      dialog.close()
    }
    const show = searcher(searchUrl, list, status, take)

    document.body.append(dialog)
    dialog.showModal()
    let shown = show(input.value)
    input.addEventListener("input", () => {
      shown = show(input.value)
    })
    input.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      await shown
      if (document.activeElement === input) takeOrLook(list, input.value)
    })
    dialog.addEventListener("keydown", (event) => walk(event, [input, ...list.querySelectorAll("button")]))
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
  })

/** Take the one row that is just what was typed; else go to the first, where Enter is a choice made by eye. */
const takeOrLook = (list, typed) => {
  const folded = (text) => text.trim().toLowerCase()
  const same = [...list.querySelectorAll("button.is-found")].filter(
    (button) => folded(button.firstChild.textContent) === folded(typed),
  )
  if (same.length === 1) same[0].click()
  else list.querySelector("button")?.focus()
}

/** The arrow keys go from the input to the rows and back. An Enter held down chooses nothing on its way. */
const walk = (event, stops) => {
  const here = stops.indexOf(document.activeElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === "Enter" && event.repeat) event.preventDefault()
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
        const results = await search(searchUrl, typed)
        if (turn !== latest) return
        status.textContent = results ? "" : SEARCH_FAILED
        list.replaceChildren(...rows(results || [], typed.trim(), take))
        resolve()
      }, PAUSE_MS)
    })
  }
}

/** What the desk finds, or null if it cannot be asked. */
const search = async (searchUrl, typed) => {
  try {
    const here = document.location.pathname.match(/\/(\d+)\/change\//)?.[1] || ""
    const response = await fetch(`${searchUrl}?${new URLSearchParams({ q: typed, not: here })}`)
    return response.ok ? (await response.json()).results : null
  } catch {
    return null
  }
}

const rows = (results, typed, take) => {
  const outside = () => take({ target: "", url: typed, headline: "" })
  const toCome = () => take({ target: "", url: "", headline: typed })
  if (/^https?:\/\/\S+$/.test(typed))
    return [row(typed, gettext("Use this address outside"), "is-found", outside)]
  const stories = results.map(({ id, headline, note }) =>
    row(headline, note, "is-found", () => take({ target: String(id), url: "", headline })),
  )
  if (!typed) return stories
  return [...stories, row(typed, gettext("Use as a headline still to come"), "is-to-come", toCome)]
}

const row = (headline, note, className, onClick) => {
  const button = element("button", { type: "button", className }, [
    element("span", { className: "related-link-headline", textContent: headline }),
    element("span", { className: "related-link-note", textContent: note }),
  ])
  button.addEventListener("click", onClick)
  return element("li", {}, [button])
}
