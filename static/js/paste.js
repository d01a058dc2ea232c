/* What is pasted into a text or dropped on it: cleaned, its "Baca juga" lines made blocks, its pictures uploaded. */

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { clean } from "newsroom/paste-clean"
import { paragraphsOf } from "newsroom/paste-text"
import { marksPlugin, placeAt } from "newsroom/picture-marks"
import { Pictures } from "newsroom/picture-upload"
import { withBlocks } from "newsroom/read-also-lines"

const PLAIN_IN_FACT = /^\s*<!-- wp:/ // the text editor of WordPress gives its blocks as plain text
const LONGEST = 8_000_000 // characters of HTML; of what is longer, only the words are taken
const DATA_IMAGE = /data:image\/[a-z+]{2,10};base64,[A-Za-z0-9+/=\s]*/g

export const Paste = Extension.create({
  name: "paste",
  priority: 1100, // before the caption of a photo takes what is pasted as its words

  addOptions() {
    return { uploadUrl: "" }
  },

  addStorage() {
    return { pictures: null }
  },

  addCommands() {
    return {
      uploadPictures: (files) => () => {
        queueMicrotask(() => this.storage.pictures.take(files)) // it is a change of its own
        return true
      },
    }
  },

  onBeforeCreate() {
    // Signs stay as they were typed: *so* is what someone wrote, not a mark. Addresses become links.
    this.editor.options.enablePasteRules = ["link"]
  },

  addProseMirrorPlugins() {
    const pictures = new Pictures(this.editor, this.options.uploadUrl)
    this.storage.pictures = pictures
    return [
      marksPlugin({ show: (id) => pictures.show(id), isKnown: (id) => pictures.known.has(id) }),
      new Plugin({
        props: {
          transformPastedHTML: (html, view) => cleanedHTML(html, pictures, view),
          handlePaste: (_view, event) => pictures.takeFiles(event.clipboardData, event),
          handleDrop: (view, event) => pictures.takeFiles(event.dataTransfer, event, placeOf(view, event)),
          clipboardTextParser: (text, _context, _isPlain, view) => sliceOf(text, view, pictures),
        },
      }),
    ]
  },
})

/** Between which blocks of the text something is dropped: before the one that it is dropped on, or after it. */
const placeOf = (view, { clientX: left, clientY: top }) => {
  const found = view.posAtCoords({ left, top })
  if (!found) return placeAt(view.state.selection.$to)
  const $place = view.state.doc.resolve(found.pos)
  if (!$place.depth) return found.pos
  const box = view.nodeDOM($place.before(1)).getBoundingClientRect()
  return top < box.top + box.height / 2 ? $place.before(1) : $place.after(1)
}

/** With the blocks that a text of a story may have. */
const finished = (body, { state }) => (state.schema.nodes.relatedLink ? withBlocks(body) : body)

const cleanedHTML = (html, pictures, view) => {
  if (/\sdata-pm-slice=/.test(html)) return html // of this editor, or of one like it: what it says is exact
  if (/<br[^>]*\srole="?presentation/.test(html)) return finished(cleanedText(textOf(html), pictures), view).innerHTML
  const isTooLong = html.length > LONGEST && html.replace(DATA_IMAGE, "").length > LONGEST
  return finished(isTooLong ? cleanedText(textOf(html), pictures) : clean(html, pictures), view).innerHTML
}

/** The words of a page, each line of it on its own. */
const textOf = (html) => {
  const source = new DOMParser().parseFromString(html.replace(/<style\b[^>]*>[^]*?(?:<\/style>|$)/gi, ""), "text/html")
  for (const element of source.querySelectorAll("br, p, div, li, tr")) element.after("\n")
  return source.body.textContent
}

const cleanedText = (text, pictures) => {
  if (PLAIN_IN_FACT.test(text)) return clean(text, pictures)
  const { body } = document.implementation.createHTMLDocument("")
  for (const words of paragraphsOf(text)) body.append(paragraph(words, body))
  return clean(body.innerHTML, pictures)
}

const paragraph = (words, { ownerDocument }) => Object.assign(ownerDocument.createElement("p"), { textContent: words })

const sliceOf = (text, view, pictures) => {
  const { DOMParser: Parser, Slice } = pm.model
  const body = finished(cleanedText(text, pictures), view)
  return Slice.maxOpen(Parser.fromSchema(view.state.schema).parse(body).content)
}
