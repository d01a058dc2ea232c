/* A photo inside the text: a framed block, moved and deleted as one thing, around a caption that is written in it.
 *
 * The caption is a node of its own, so that nothing done to a line of text (a list, a heading) is done to the photo.
 */

import { mergeAttributes, Node, Plugin } from "django-prose-editor/editor"
import { blockTools, insertBlock, leaveCaption } from "newsroom/framed-block"
import { choosePhoto } from "newsroom/photo-dialog"
import { element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)

const data = (name, stored = name) => ({
  default: "",
  parseHTML: (node) => node.getAttribute(`data-${stored}`) || "",
  renderHTML: (attributes) => ({ [`data-${stored}`]: attributes[name] || "" }),
})

const PhotoCaption = Node.create({
  name: "photoCaption",
  content: "text*",

  parseHTML() {
    return [{ tag: "figcaption", context: "photoInText/" }]
  },

  renderHTML() {
    return ["figcaption", 0]
  },
})

export const PhotoInText = Node.create({
  name: "photoInText",
  group: "block",
  content: "photoCaption",
  draggable: true,
  selectable: true,
  isolating: true,
  priority: 1000, // its keys go before those that break a line

  addOptions() {
    return { searchUrl: "" }
  },

  addExtensions() {
    return [PhotoCaption]
  },

  addAttributes() {
    return { key: data("key", "photo"), src: data("src"), alt: data("alt") }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes), 0]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => frame(node, editor, getPos)
  },

  addCommands() {
    return {
      addPhotoInText:
        () =>
        ({ editor }) => {
          choosePhoto(this.options.searchUrl).then((photo) => (photo ? insert(editor, photo) : editor.commands.focus()))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    const onward = () => leaveCaption(this.editor)
    return { Enter: onward, "Shift-Enter": onward, "Mod-Enter": onward }
  },

  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste } })]
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "photoInText",
      groups: "nodes",
      priority: 11,
      button: buttons.text(gettext("Photo"), gettext("Insert a photo")),
      command: (editor) => editor.commands.addPhotoInText(),
    })
  },
})

/** What the editor shows of a photo: itself, its caption, and what can be done with it. */
const frame = (node, editor, getPos) => {
  const image = element("img", { className: "photo-block-image", draggable: false })
  const missing = element("p", {
    className: "photo-block-missing",
    textContent: gettext("This photo is no longer in the library. Readers see its caption only."),
  })
  const caption = element("div", { className: "photo-block-caption" })
  caption.dataset.placeholder = gettext("Caption")
  const tools = blockTools(editor, getPos, {
    up: gettext("Move the photo up"),
    down: gettext("Move the photo down"),
    remove: gettext("Take the photo out of the text"),
  })
  const picture = element("div", { className: "photo-block-picture", contentEditable: "false" }, [image, missing])
  // Taken in hand as a whole: to be copied, cut, or dragged elsewhere.
  picture.addEventListener("click", () => editor.chain().setNodeSelection(getPos()).focus().run())
  const dom = element("figure", { className: "photo-block" }, [picture, caption, tools])

  const show = ({ attrs, textContent }) => {
    image.alt = attrs.alt
    image.hidden = !attrs.src
    missing.hidden = Boolean(attrs.src)
    if (attrs.src && image.getAttribute("src") !== attrs.src) image.src = attrs.src
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

const insert = (editor, { key, src, alt, caption }) => {
  const { schema } = editor.state
  const words = caption ? schema.text(caption) : null
  const node = schema.nodes.photoInText.create({ key, src, alt }, schema.nodes.photoCaption.create(null, words))
  insertBlock(editor, node, 2 + caption.length)
}

/** A caption is one line: what is pasted into it comes as its words. */
const handlePaste = (view, event) => {
  const { $from, $to } = view.state.selection
  if ($from.parent.type.name !== "photoCaption" || !$from.sameParent($to)) return false
  const words = event.clipboardData?.getData("text/plain").replace(/\s+/g, " ").trim()
  if (words) view.dispatch(view.state.tr.insertText(words).scrollIntoView())
  return true
}
