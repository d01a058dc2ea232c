/* Nothing typed is ever lost: kept in this browser within a second, at the desk within five, and asked about on leaving. */

import { dropCopy, putCopy, sayOpen } from "newsroom/browser-copies"
import { offerCopies } from "newsroom/kept-here"
import { ask, NOT_REACHED, REACHED, REFUSED, SIGNED_OUT } from "newsroom/pulse"
import { fieldsOf, signatureOf, wasPutBack } from "newsroom/typed-work"

const gettext = window.gettext || ((text) => text)

const COPY_MS = 1000
const PAUSE_MS = 2000 // after the last letter
const LONGEST_MS = 4000 // after the first
const PRESENCE_MS = 8000
const LONGEST_BACK_OFF_MS = 60_000

const box = document.querySelector(".unsaved")
const form = box?.closest("form")

class Unsaved {
  constructor() {
    this.saved = wasPutBack(form) || "isShownAgain" in box.dataset ? null : this.signature()
    this.kept = this.saved
    this.firstTypedAt = null
    this.failures = 0
    this.asking = null
    this.isLeaving = false
  }

  get key() {
    return form.elements.begun_by.value
  }

  get copy() {
    return { user: box.dataset.user, story: box.dataset.story, key: this.key, version: this.version, fields: fieldsOf(form) }
  }

  get version() {
    return Number(form.elements.begun_on?.value || 0)
  }

  signature() {
    const { begun_by: _key, ...typed } = fieldsOf(form)
    return signatureOf(typed)
  }

  hasUnsaved() {
    return this.signature() !== this.saved
  }

  typed() {
    clearTimeout(this.pause)
    this.firstTypedAt ??= performance.now()
    this.copying ??= setTimeout(() => this.putCopy(), COPY_MS)
    if (this.failures) return
    const left = this.firstTypedAt + LONGEST_MS - performance.now()
    this.pause = setTimeout(() => this.pulse(), Math.max(0, Math.min(PAUSE_MS, left)))
  }

  putCopy() {
    clearTimeout(this.copying)
    this.copying = null
    if (this.signature() !== this.kept) this.hasRoom = putCopy(this.copy)
  }

  /** One at a time. Resolves to what the desk said of all that is in the form now. */
  async pulse() {
    while (this.asking) await this.asking
    clearTimeout(this.pause)
    clearTimeout(this.next)
    this.asking = this.once()
    const result = await this.asking
    this.asking = null
    this.next = setTimeout(() => this.pulseIfSeen(), this.failures ? this.backOff() : PRESENCE_MS)
    return result
  }

  async once() {
    const signature = this.signature()
    const isNew = signature !== this.kept
    this.firstTypedAt = null
    const copy = this.copy
    const result = await ask(box, { key: copy.key, version: copy.version, fields: isNew ? copy.fields : undefined })
    if (result.outcome === REACHED && result.answer.is_spent) return this.onANewKey(copy, result)
    if (result.outcome === REACHED) this.reached(copy, signature, isNew)
    else this.failures += 1
    this.say(result, signature)
    return result
  }

  /** The form was saved, and gone back to: what is typed into it now is other work. */
  onANewKey(copy, result) {
    dropCopy(copy)
    form.elements.begun_by.value = crypto.randomUUID()
    sayOpen(this.key)
    this.typed()
    return result
  }

  reached(copy, signature, isNew) {
    this.failures = 0
    if (isNew) this.kept = signature
    if (this.signature() === this.kept) dropCopy(copy)
    else this.typed() // more was typed while the desk answered
  }

  backOff() {
    return Math.min(LONGEST_BACK_OFF_MS, 2000 * 2 ** this.failures)
  }

  pulseIfSeen() {
    if (document.visibilityState === "visible" || this.failures) this.pulse()
    else this.next = setTimeout(() => this.pulseIfSeen(), PRESENCE_MS)
  }

  // ---- What is said beside the buttons ----

  say({ outcome, answer, words }, signature) {
    const isKeptHere = outcome !== REACHED && (signature !== this.saved || this.hasUnsaved())
    if (isKeptHere) this.putCopy()
    box.classList.toggle("is-at-risk", isKeptHere)
    if (outcome === REACHED) {
      if (answer.kept) put(".unsaved-status", answer.kept)
      else if (this.wasAtRisk) put(".unsaved-status", "")
      put(".unsaved-others", answer.others)
      put(".unsaved-newer", document.querySelector(".conflict") ? "" : answer.newer)
    } else {
      put(".unsaved-status", isKeptHere ? `${words} ${this.whereItIs(outcome)}` : words)
    }
    this.wasAtRisk = outcome !== REACHED
  }

  whereItIs(outcome) {
    if (this.hasRoom === false) return gettext("This browser could not keep it either: copy your text to a safe place.")
    if (outcome === SIGNED_OUT) return gettext("Kept in this browser. Sign in in a new tab, then go on here.")
    return gettext("Kept in this browser.")
  }

  // ---- Saving and leaving ----

  async save(event) {
    if (event.submitter?.formTarget === "_blank") return // a preview: nothing is saved, and the form stays
    if (this.isLeaving) return
    event.preventDefault()
    if (this.isSaving) return
    this.isSaving = true
    const { submitter } = event
    const { outcome } = await this.pulse()
    this.isSaving = false
    // A second press is sent all the same: the fault may be that of this question alone.
    if (outcome === REACHED || outcome === REFUSED || (outcome === NOT_REACHED && this.wasHeldBack)) {
      this.isLeaving = true
      clearTimeout(this.next)
      form.requestSubmit(submitter)
      return
    }
    this.wasHeldBack = true
    put(".unsaved-status", `${gettext("Not sent.")} ${box.querySelector(".unsaved-status").textContent}`)
  }

  leave() {
    if (!this.isLeaving) this.putCopy()
    const isNew = !this.isLeaving && this.signature() !== this.kept
    ask(box, isNew ? this.copy : { key: this.key, version: this.version }, true)
  }
}

const put = (selector, words) => {
  const line = box.querySelector(selector)
  if (line.textContent !== words) line.textContent = words
}

const begin = () => {
  const unsaved = new Unsaved()
  sayOpen(unsaved.key)
  for (const name of ["input", "change"]) form.addEventListener(name, () => unsaved.typed())
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, () => unsaved.typed())
  window.django?.jQuery?.(form).on("change", () => unsaved.typed()) // select2 tells only jQuery
  form.addEventListener("submit", (event) => unsaved.save(event))
  addEventListener("beforeunload", (event) => {
    if (!unsaved.isLeaving && unsaved.hasUnsaved()) event.preventDefault()
  })
  addEventListener("pagehide", () => unsaved.leave())
  addEventListener("online", () => unsaved.pulse())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") unsaved.putCopy()
    else unsaved.pulse()
  })
  unsaved.pulse()
  offerCopies(box, form)
}

if (form) begin()
