/* Words as they come, made into paragraphs: blanks folded, nothing empty, words of one kind in one piece. */

const BLANKS = /[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+/g
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ue000\ue001]/g
const ORDER = ["a", "strong", "em", "s", "sub", "sup"]
const BREAK = Symbol("break")
const ONLY_ADDRESS = /^https?:\/\/\S+$/

export class Flow {
  constructor(parent) {
    this.parent = parent
    this.tag = "p"
    this.runs = []
    this.waiting = []
  }

  /** Words into the paragraph that is open. With `isPre`, the ends of its lines are kept. */
  write(text, { marks, isPre = false }) {
    const words = text.replace(UNSEEN, "").normalize("NFC")
    const lines = isPre ? words.split(/\r\n?|\n/) : [words]
    lines.forEach((line, place) => {
      if (place) this.break()
      if (line) this.runs.push({ text: line, marks })
    })
  }

  break() {
    this.runs.push(BREAK)
  }

  /** What comes once the paragraph has ended: a picture that stood among its words. */
  after(element) {
    this.waiting.push(element)
  }

  /** An element that is a block, after what was written so far. */
  append(tag) {
    this.close()
    return this.parent.appendChild(this.parent.ownerDocument.createElement(tag))
  }

  line(words) {
    this.close()
    this.write(words, { marks: [] })
    this.close()
  }

  close() {
    for (const runs of split(this.runs)) this.put(runs)
    this.parent.append(...this.waiting)
    this.runs = []
    this.waiting = []
  }

  put(runs) {
    const pieces = tidied(runs)
    if (!pieces.length) return
    const paragraph = this.parent.appendChild(this.parent.ownerDocument.createElement(this.tag))
    for (const { text, marks } of pieces) {
      const { ownerDocument } = paragraph
      let place = paragraph
      for (const { name, href } of marks) {
        // A piece that goes on with what the one before began, goes into the same element.
        const open = place.lastChild
        const isSame = open?.localName === name && (open.getAttribute("href") || "") === (href || "")
        place = isSame ? open : place.appendChild(ownerDocument.createElement(name))
        if (href) place.setAttribute("href", href)
      }
      place.append(text === BREAK ? ownerDocument.createElement("br") : text)
    }
    // A hook for who makes more of an address on a line of its own: a parse rule for p[data-only-address].
    const words = paragraph.textContent
    if (this.tag === "p" && ONLY_ADDRESS.test(words)) paragraph.setAttribute("data-only-address", words)
  }
}

/** Two breaks in a row, with nothing but blanks between, end a paragraph. */
const split = (runs) => {
  const paragraphs = [[]]
  let isFresh = false // whether a break was the last that counted
  for (const run of runs) {
    if (run === BREAK && isFresh) {
      if (paragraphs.at(-1).length) paragraphs.push([])
      continue
    }
    if (run === BREAK) isFresh = true
    else if (/\S/.test(run.text)) isFresh = false
    paragraphs.at(-1).push(run)
  }
  return paragraphs
}

const tidied = (runs) => {
  const pieces = []
  for (const run of runs) {
    if (run === BREAK) pieces.push({ text: BREAK, marks: [] })
    else add(pieces, run)
  }
  while (pieces.length && trimmed(pieces, pieces.length - 1, /[ \u00a0]+$/)) pieces.pop()
  return pieces
}

/** Add a piece; a blank at the begin of a line, or after another blank, is none. */
const add = (pieces, { text, marks }) => {
  let words = text.replace(BLANKS, (blanks, at) => (isBound(text, at, blanks) ? "\u00a0" : " "))
  const before = pieces.at(-1)
  if (!before || before.text === BREAK || /[ \u00a0]$/.test(before.text)) words = words.replace(/^[ \u00a0]+/, "")
  if (!words) return
  // Blanks are not bold, and a bold blank between two pieces would part them.
  const own = /^[ \u00a0]+$/.test(words) ? before.marks.filter((mark) => marks.some((other) => isSame(mark, other))) : marks
  const ordered = [...own].sort((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name))
  if (before && before.text !== BREAK && isSameList(before.marks, ordered)) before.text += words
  else pieces.push({ text: words, marks: ordered })
}

/** A no-break space stays where someone meant it: between a number and its unit or currency. */
const isBound = (text, at, blanks) => {
  const [before, after] = [text[at - 1], text[at + 1]]
  return blanks === "\u00a0" && Boolean(before && after) && /\d/.test(before) !== /\d/.test(after)
}

const isSame = (one, other) => one.name === other.name && one.href === other.href

const isSameList = (one, other) => one.length === other.length && one.every((mark, place) => isSame(mark, other[place]))

/** Whether nothing is left of the piece once its end is trimmed. */
const trimmed = (pieces, place, blanks) => {
  const piece = pieces[place]
  if (piece.text === BREAK) return true
  piece.text = piece.text.replace(blanks, "")
  return !piece.text
}
