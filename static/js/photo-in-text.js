/* A photo inside the text: a framed block, moved and deleted as one thing, around a caption that is written in it.
 *
 * The caption is a node of its own, so that nothing done to a line of text (a list, a heading) is done to the photo.
 */

import { mergeAttributes, Node, Plugin } from "django-prose-editor/editor"
import { blockTools, insertBlock, leaveCaption } from "newsroom/framed-block"
import { choosePhoto } from "newsroom/photo-dialog"
import { describePhoto } from "newsroom/photo-words"
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
    return { searchUrl: "", wordsUrl: "" }
  },

  addExtensions() {
    return [PhotoCaption]
  },

  addAttributes() {
    return { key: data("key", "photo"), src: data("src"), alt: data("alt"), credit: data("credit") }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes), 0]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => frame(node, editor, getPos, this.options)
  },

  addCommands() {
    return {
      addPhotoInText:
        () =>
        ({ editor }) => {
          const mayUpload = Boolean(editor.commands.uploadPictures)
          choosePhoto(this.options.searchUrl, { mayUpload }).then((chosen) => take(editor, chosen))
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
const frame = (node, editor, getPos, { wordsUrl }) => {
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
  const words = aboutPhoto(() => describe(editor, getPos, wordsUrl))
  const dom = element("figure", { className: "photo-block" }, [picture, words.dom, caption, tools])

  const show = ({ attrs, textContent }) => {
    image.alt = attrs.alt
    image.hidden = !attrs.src
    missing.hidden = Boolean(attrs.src)
    if (attrs.src && image.getAttribute("src") !== attrs.src) image.src = attrs.src
    words.show(attrs)
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
    stopEvent: (event) => tools.contains(event.target) || words.dom.contains(event.target),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !caption.contains(mutation.target),
  }
}

/** What is said of the photo itself, wherever it stands: for who cannot see it, and who took it. */
const aboutPhoto = (onChange) => {
  const alternative = element("span", { className: "photo-block-alternative" })
  const credit = element("span", { className: "photo-block-credit" })
  const button = element("button", { type: "button", className: "photo-block-describe", textContent: gettext("Describe") })
  button.addEventListener("click", onChange)
  const dom = element("div", { className: "photo-block-words", contentEditable: "false" }, [alternative, credit, button])
  const show = ({ src, alt, credit: by }) => {
    dom.hidden = !src
    alternative.textContent = alt || gettext("No alternative text yet: who cannot see the photo is told nothing.")
    alternative.classList.toggle("is-missing", !alt)
    credit.textContent = by ? `${gettext("Photo:")} ${by}` : gettext("No credit yet.")
  }
  return { dom, show }
}

/** It is saved to the photo at once; the text shows it wherever the photo stands. Nobody's change of the text. */
const describe = async (editor, getPos, wordsUrl) => {
  const { key } = editor.state.doc.nodeAt(getPos()).attrs
  const token = () => editor.view.dom.closest("form").elements.csrfmiddlewaretoken.value
  const words = await describePhoto(wordsUrl.replace("KEY", key), token)
  if (words) editor.view.dispatch(described(editor.state, key, words))
  editor.view.nodeDOM(getPos())?.querySelector(".photo-block-describe")?.focus()
}

const described = ({ doc, tr }, key, words) => {
  doc.descendants((node, position) => {
    if (node.type.name !== "photoInText" || node.attrs.key !== key) return
    tr.setNodeMarkup(position, null, { ...node.attrs, alt: words.alternative_text, credit: words.credit })
  })
  return tr.setMeta("addToHistory", false)
}

const take = (editor, chosen) => {
  if (!chosen) return editor.commands.focus()
  return chosen.files ? editor.chain().focus().uploadPictures(chosen.files).run() : insert(editor, chosen)
}

const insert = (editor, { key, src, alt, caption, credit }) => {
  const { schema } = editor.state
  const words = caption ? schema.text(caption) : null
  const node = schema.nodes.photoInText.create({ key, src, alt, credit }, schema.nodes.photoCaption.create(null, words))
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
