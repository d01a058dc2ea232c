/* Pictures that are pasted, dropped or picked become photos of the library, one after the other, and stand in the text
 * once they are there. Their places meanwhile are shown beside the text (picture-marks.js). */

import { mark, marksOf, placeAt, signOf } from "newsroom/picture-marks"
import { sendPicture } from "newsroom/picture-sending"
import { element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)
const ngettext = window.ngettext || ((one, many, count) => (count === 1 ? one : many))
const ON_ITS_WAY = gettext("A picture is on its way…")
const DATA = /^data:image\/[a-z+]{2,10};base64,/
const HAS_WORDS = (html) => Boolean(html.replace(/<img\b[^>]*>/gi, "").replace(/<[^>]*>/g, "").trim())

export class Pictures {
  constructor(editor, uploadUrl) {
    this.editor = editor
    this.uploadUrl = uploadUrl
    this.known = new Map() // number → {file or source, caption, error, isElsewhere}
    this.latest = 0
    this.running = null
    this.isHeld = false // whether the form waits to be sent
  }

  /** Of a pasted page: what stands in its place in the HTML. No file is ever fetched from elsewhere. */
  add({ source, caption, alt }) {
    const isElsewhere = !DATA.test(source)
    const id = this.note({ source, caption: caption || alt, isElsewhere })
    if (this.isPasting) return element("p", { textContent: signOf(id) })
    this.isPasting = true
    queueMicrotask(() => this.begin())
    return element("p", { textContent: signOf(id) })
  }

  /** Whether files were taken from a clipboard, or from what was dropped. */
  takeFiles(transfer, event, at) {
    const files = [...(transfer?.files || [])]
    // A program that copies words with their pictures says so in HTML; a lone picture comes as a file.
    if (!files.length || HAS_WORDS(transfer.getData("text/html")) || transfer.getData("text/plain").trim()) return false
    event.preventDefault() // or the browser would leave the form for the file
    this.take(files, at)
    return true
  }

  take(files, at = placeAt(this.editor.state.selection.$to)) {
    const pictures = files.filter(({ type }) => type.startsWith("image/"))
    if (!this.canStand || pictures.length < files.length) this.say(this.refusal)
    if (!this.canStand || !pictures.length) return
    const { tr } = this.editor.state
    this.editor.view.dispatch(mark(tr, { add: pictures.map((file) => ({ id: this.note({ file, caption: "" }), at })) }))
    this.run()
  }

  get canStand() {
    return Boolean(this.editor.schema.nodes.photoInText)
  }

  get refusal() {
    return this.canStand ? gettext("Only pictures can be added to the text.") : gettext("No picture can stand in this text.")
  }

  note(picture) {
    this.known.set(++this.latest, picture)
    return this.latest
  }

  /** After a paste: go on with those that found a place. */
  begin() {
    this.isPasting = false
    const placed = new Set(marksOf(this.editor.state).map(({ id }) => id))
    for (const id of this.known.keys()) if (!placed.has(id)) this.known.delete(id)
    if (this.canStand) return void this.run()
    this.forget([...placed])
    this.say(this.refusal)
  }

  run() {
    if (!this.listens) this.form.addEventListener("submit", (event) => this.hold(event), { capture: true })
    this.listens = true
    this.running ??= this.all().finally(() => {
      this.running = null
    })
  }

  /** What is on its way is saved too: the form is sent once it is there, unless something must be read first. */
  async hold(event) {
    if (!this.running) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.isHeld) return
    this.isHeld = true
    await this.running
    this.isHeld = false
    if (![...this.known.values()].some(({ error }) => error)) this.form.requestSubmit(event.submitter)
  }

  /** In their order. What is undone or removed meanwhile is not sent. */
  async all() {
    for (let id = this.next(); id; id = this.next()) {
      this.say(this.isHeld ? gettext("The story is saved once its pictures are there.") : ON_ITS_WAY)
      const { photo, error } = await sendPicture(this.uploadUrl, this.known.get(id), this.form)
      if (photo) this.put(id, photo)
      else this.fail(id, error)
    }
    this.tell()
  }

  next() {
    return marksOf(this.editor.state).find(({ id }) => this.isToSend(this.known.get(id)))?.id
  }

  isToSend(picture) {
    return Boolean(picture && !picture.error && !picture.isElsewhere)
  }

  get form() {
    return this.editor.view.dom.closest("form")
  }

  put(id, { key, src, alt, credit, caption: own }) {
    const at = marksOf(this.editor.state).find((one) => one.id === id)?.at
    if (at === undefined) return
    const { schema, tr } = this.editor.state
    const caption = this.known.get(id).caption || own
    const words = caption ? schema.text(caption) : null
    const photo = schema.nodes.photoInText.create({ key, src, alt, credit }, schema.nodes.photoCaption.create(null, words))
    const before = tr.doc.resolve(at).nodeBefore
    tr.insert(at, photo)
    if (before?.type.name === "paragraph" && !before.content.size) tr.delete(at - before.nodeSize, at)
    this.editor.view.dispatch(mark(tr, { put: id, remove: [id] }))
    this.known.delete(id)
  }

  fail(id, error) {
    this.known.get(id).error = error
    this.editor.view.dispatch(mark(this.editor.state.tr, { renew: id }))
  }

  retry(id) {
    this.known.get(id).error = ""
    this.editor.view.dispatch(mark(this.editor.state.tr, { renew: id }))
    this.run()
  }

  forget(ids) {
    this.editor.view.dispatch(mark(this.editor.state.tr, { remove: ids }))
    for (const id of ids) this.known.delete(id)
    this.tell()
    this.editor.commands.focus()
  }

  /** What is seen where a picture is to stand. */
  show(id) {
    const { error, isElsewhere, caption } = this.known.get(id) || {}
    const dom = element("div", { className: "picture-mark", contentEditable: "false" })
    const words = isElsewhere
      ? [gettext("A picture stood here that did not come along."), caption].filter(Boolean).join(" ")
      : error || ON_ITS_WAY
    dom.append(element("span", { className: "picture-mark-words", textContent: words }))
    if (error) dom.append(button("again", gettext("Try again"), () => this.retry(id)))
    if (error || isElsewhere) dom.append(button("remove", gettext("Remove"), () => this.forget([id])))
    dom.classList.toggle("is-refused", Boolean(error))
    return dom
  }

  /** What is left to be said once nothing is on its way. */
  tell() {
    const marks = marksOf(this.editor.state).map(({ id }) => id)
    const left = marks.filter((id) => this.known.get(id)?.isElsewhere)
    const refused = marks.filter((id) => this.known.get(id)?.error)
    const words = [left.length && leftBehind(left.length), refused.length && notTaken(refused.length)].filter(Boolean)
    this.say(words.join(" "))
    if (left.length) this.line.append(button("dismiss", gettext("Remove these marks"), () => this.forget(left)))
  }

  say(words) {
    if (!this.line) this.editor.view.dom.parentElement.append((this.line = element("p", { className: "picture-upload" })))
    this.line.setAttribute("role", "status")
    this.line.textContent = words
  }
}

const leftBehind = (count) =>
  ngettext(
    "%s picture of what you pasted did not come along. Save it from its page, then drop it in its place.",
    "%s pictures of what you pasted did not come along. Save them from their page, then drop them in their places.",
    count,
  ).replace("%s", count)

const notTaken = (count) =>
  ngettext(
    "%s picture was not taken in: its place in the text says why.",
    "%s pictures were not taken in: their places in the text say why.",
    count,
  ).replace("%s", count)

const button = (name, words, onClick) => {
  const made = element("button", { type: "button", className: `picture-mark-${name} text-button`, textContent: words })
  made.addEventListener("click", onClick)
  return made
}
