/* The "Baca juga" block of the rich-text editor: one atomic node that knows what it points to.
 *
 * It is one of: a story (data-target), an address outside (data-url), or a headline still to come.
 */

import { mergeAttributes, Node } from "django-prose-editor/editor"
import { chooseFrom, element } from "newsroom/search-dialog"
import { findStories, row, said } from "newsroom/story-search"

const gettext = window.gettext || ((text) => text)
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
  chooseFrom({
    name: "related-link",
    title: gettext("Read also"),
    label: gettext("Words of the headline, a web address, or a headline still to come"),
    value: headline,
    find: findStories(searchUrl),
    rows,
    said,
    enter: takeOrLook,
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

const rows = (found, typed, take) => {
  const outside = () => take({ target: "", url: typed, headline: "" })
  const toCome = () => take({ target: "", url: "", headline: typed })
  if (/^https?:\/\/\S+$/.test(typed))
    return [row(typed, gettext("Use this address outside"), "is-found", outside)]
  const stories = found.map(({ id, headline, note }) =>
    row(headline, note, "is-found", () => take({ target: String(id), url: "", headline })),
  )
  if (!typed) return stories
  return [...stories, row(typed, gettext("Use as a headline still to come"), "is-to-come", toCome)]
}
