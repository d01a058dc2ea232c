/* Plain text made into lines: one of them is one paragraph. */

const COPIED_MESSAGE =
  /^\[(?:\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AP]M)?,?\s+\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AP]M)?)\]\s([^:\n]{1,60}):\s?/i
const ENDS_SENTENCE = /[.!?:;…]["'”’)\]]?$/
const LEAST_LINES = 4
const WIDTH = { least: 40, most: 140 } // characters of a line that was broken to fit a page
const KEEPS_HYPHEN = /(?:^|\s)(?:non|anti|eks|pro|kontra)-$/i

/** The paragraphs of a text as anything that has no more than text puts it into the clipboard. */
export const paragraphsOf = (text) => {
  const lines = withoutTimes(text.replace(/\r\n?|\u2028/g, "\n").split(/\n|\f|\u2029/).map((line) => line.trim()))
  return (isBrokenToFit(lines) ? joined(lines) : lines).filter(Boolean)
}

/** Messages copied from WhatsApp begin with time and sender. With one sender only, the name says nothing either. */
const withoutTimes = (lines) => {
  const first = lines.find(Boolean)
  if (!first || !COPIED_MESSAGE.test(first)) return lines
  const senders = new Set(lines.map((line) => line.match(COPIED_MESSAGE)?.[1]).filter(Boolean))
  return lines.map((line) => line.replace(COPIED_MESSAGE, (_all, sender) => (senders.size > 1 ? `${sender}: ` : "")))
}

/** Whether the ends of lines are those of a page (a PDF, a letter), not of paragraphs. */
const isBrokenToFit = (lines) => {
  const written = lines.filter(Boolean)
  const widest = widthOf(written)
  if (written.length < LEAST_LINES || widest < WIDTH.least || widest > WIDTH.most) return false
  const full = written.filter((line) => line.length >= widest * 0.7)
  const open = full.filter((line) => !ENDS_SENTENCE.test(line))
  return full.length >= written.length * 0.6 && open.length >= full.length * 0.5
}

const widthOf = (lines) => lines.reduce((widest, { length }) => Math.max(widest, length), 0)

const joined = (lines) => {
  const widest = widthOf(lines)
  const paragraphs = []
  let open = ""
  for (const line of lines) {
    const isNew = !line || !open
    if (isNew && open) paragraphs.push(open)
    open = isNew ? line : together(open, line)
    // A short line that ends a sentence ends its paragraph.
    if (open && line.length < widest * 0.8 && ENDS_SENTENCE.test(line)) {
      paragraphs.push(open)
      open = ""
    }
  }
  return [...paragraphs, open]
}

/** Two lines as one. A word that was parted is whole again; "anak-anak" and "se-Indonesia" keep their hyphen. */
const together = (before, line) => {
  const parted = before.slice(-60).match(/(\p{L}+)[-\u00ad\u2010]$/u)
  if (!parted) return `${before} ${line}`
  const following = line.match(/^\p{Ll}+/u)?.[0] || ""
  const isTwice = following.startsWith(parted[1].toLowerCase().slice(0, 4)) && parted[1].length > 2
  const isWord = !following || isTwice || KEEPS_HYPHEN.test(before.slice(-12))
  return (isWord ? before : before.slice(0, -1)) + line
}
