/* The "Baca juga" block of the rich-text editor: one atomic node that knows what it points to.
 *
 * It is one of: a story (data-target), an address outside (data-url), or a headline still to come.
 */

import { mergeAttributes, Node } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)
const PAUSE_MS = 200

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
    const input = element("input", { type: "search", id: "related-link-search", value: headline, autocomplete: "off" })
    const list = element("ul", { className: "related-link-results" })
    const status = element("p", { className: "related-link-status", role: "status" })
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    const dialog = element("dialog", { className: "related-link-dialog" }, [
      element("label", {
        htmlFor: input.id,
        textContent: gettext("Words of the headline, a web address, or a headline still to come"),
      }),
      input,
      status,
      list,
      cancel,
    ])
    let chosen = null
    const take = (choice) => {
      chosen = choice
      dialog.close()
    }
    const show = searcher(searchUrl, list, status, take)

    input.addEventListener("input", () => show(input.value))
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      list.querySelector("button")?.click()
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
    document.body.append(dialog)
    dialog.showModal()
    show(input.value)
  })

/** Show what fits the words typed, after a pause in typing; an answer that comes too late is dropped. */
const searcher = (searchUrl, list, status, take) => {
  let latest = 0
  let pause = null
  return (typed) => {
    const turn = ++latest
    clearTimeout(pause)
    pause = setTimeout(async () => {
      const results = await search(searchUrl, typed, status)
      if (turn !== latest) return
      list.replaceChildren(...rows(results, typed.trim(), take))
    }, PAUSE_MS)
  }
}

const search = async (searchUrl, typed, status) => {
  status.textContent = ""
  try {
    const here = document.location.pathname.match(/\/(\d+)\/change\//)?.[1] || ""
    const response = await fetch(`${searchUrl}?${new URLSearchParams({ q: typed, not: here })}`)
    if (!response.ok) throw new Error(response.status)
    return (await response.json()).results
  } catch {
    status.textContent = gettext("The stories cannot be searched just now. Check the connection, or sign in again.")
    return []
  }
}

const rows = (results, typed, take) => {
  const found = results.map(({ id, headline, note }) =>
    row(headline, note, () => take({ target: String(id), url: "", headline })),
  )
  if (/^https?:\/\/\S+$/.test(typed))
    return [row(typed, gettext("Use this address outside"), () => take({ target: "", url: typed, headline: "" }))]
  if (typed)
    found.push(
      row(typed, gettext("Use as a headline still to come"), () => take({ target: "", url: "", headline: typed })),
    )
  return found
}

const row = (headline, note, onClick) => {
  const button = element("button", { type: "button" }, [
    element("span", { className: "related-link-headline", textContent: headline }),
    element("span", { className: "related-link-note", textContent: note }),
  ])
  button.addEventListener("click", onClick)
  return element("li", {}, [button])
}
