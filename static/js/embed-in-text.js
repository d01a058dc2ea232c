/* What the text shows from elsewhere: a framed block with the provider and a caption. The address is of the allow-list
 * that the server has (articles/body/embeds.py), which says so again when the story is saved. */

import { mergeAttributes, Node, Plugin, pm } from "django-prose-editor/editor"
import { blockTools, insertBlock } from "newsroom/framed-block"
import { chooseFrom, element } from "newsroom/search-dialog"
import { row } from "newsroom/story-search"

const gettext = window.gettext || ((text) => text)

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "photoCaption",
  draggable: true,
  selectable: true,
  isolating: true,

  addOptions() {
    return { patterns: [], providers: [] }
  },

  addAttributes() {
    return {
      address: {
        default: "",
        parseHTML: (node) => node.getAttribute("data-embed") || node.getAttribute("data-only-address") || "",
        renderHTML: ({ address }) => ({ "data-embed": address }),
      },
    }
  },

  parseHTML() {
    const { options } = this
    return [
      { tag: "figure[data-embed]" },
      {
        // What a paste has on a line of its own (paste-flow.js).
        tag: "p[data-only-address]",
        priority: 60,
        getAttrs: (node) => (isAllowed(options, node.dataset.onlyAddress) ? {} : false),
        getContent: (_node, { nodes }) => pm.model.Fragment.from(nodes.photoCaption.create()),
      },
    ]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes), 0]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => frame(node, editor, getPos)
  },

  addCommands() {
    return {
      addEmbed:
        () =>
        ({ editor }) => {
          choose(this.options).then((address) => (address ? insert(editor, address) : editor.commands.focus()))
          return true
        },
    }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [new Plugin({ props: { handlePaste: (view, event) => pasted(editor, options, view, event) } })]
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      priority: 11,
      button: buttons.text(gettext("Embed"), gettext("Show a video or a post from elsewhere")),
      command: (editor) => editor.commands.addEmbed(),
    })
  },
})

const isAllowed = ({ patterns }, address) =>
  address.length < 2000 && patterns.some((pattern) => new RegExp(`^(?:${pattern})$`).test(address))

/** Resolves to the address of what to show, or to null. */
const choose = (options) => {
  const names = options.providers.join(", ")
  const allowed = gettext("Only from %s can something be shown in a story. Other addresses can be links.").replace("%s", names)
  return chooseFrom({
    name: "embed-dialog",
    title: gettext("Embed"),
    label: gettext("Address of the video or post"),
    find: async (typed) => (isAllowed(options, typed) ? [typed] : []),
    rows: (found, _typed, take) =>
      found.map((address) => row(address, gettext("Readers see it once they ask for it"), "is-found", () => take(address))),
    said: (found) => (found.length ? "" : allowed),
  })
}

const insert = (editor, address) => {
  const { nodes } = editor.state.schema
  insertBlock(editor, nodes.embed.create({ address }, nodes.photoCaption.create()), 2)
}

/** An address that stands alone on its line shows what it leads to; over words it is a link. */
const pasted = (editor, options, view, event) => {
  const { $from, empty } = view.state.selection
  const text = event.clipboardData?.getData("text/plain").trim() || ""
  if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size || !isAllowed(options, text)) return false
  insert(editor, text)
  return true
}

const frame = (node, editor, getPos) => {
  const where = element("p", { className: "embed-block-address", contentEditable: "false" })
  const caption = element("div", { className: "photo-block-caption" })
  caption.dataset.placeholder = gettext("Caption")
  const tools = blockTools(editor, getPos, {
    up: gettext("Move up"),
    down: gettext("Move down"),
    remove: gettext("Take it out of the text"),
  })
  where.addEventListener("click", () => editor.chain().setNodeSelection(getPos()).focus().run())
  const dom = element("figure", { className: "photo-block embed-block" }, [where, caption, tools])
  const show = ({ attrs, textContent }) => {
    where.textContent = attrs.address
    dom.classList.toggle("has-no-caption", !textContent)
  }
  show(node)
  return {
    dom,
    contentDOM: caption,
    update: (changed) => {
      if (changed.type !== node.type) return false
      show(changed)
      return true
    },
    stopEvent: (event) => tools.contains(event.target),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !caption.contains(mutation.target),
  }
}
