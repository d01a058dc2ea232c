/* Which line is a "Baca juga" label, and what is its title: the rules of articles/formats/related.py, word for word the
 * same (a test holds the two together), so that a story that is pasted reads as one that is imported. */

const LONGEST_TITLE = 120
const SENTENCE_ENDS = /[.!?”")\]]$/
const READ_ALSO = "(?:baca\\s{1,3}juga|read\\salso)"
// These words begin ordinary sentences too, so the colon is part of the label.
const OTHER_LABEL =
  "(?:baca|baca\\s(?:berita|selengkapnya|artikel(?:\\smenarik)?(?:\\slainnya)?)" +
  "|(?:simak|lihat|tonton|saksikan)(?:\\s(?:juga|video|foto)){1,2}" +
  "|(?:berita|artikel)\\sterkait|pilihan\\seditor)\\s{0,3}(?=:)"
const LABEL = new RegExp(`^(?:${READ_ALSO}(?![a-z])|${OTHER_LABEL})\\s{0,3}([:;]|[-–—](?=\\s))?`, "i")
const BARE_READ = /^[Bb][Aa][Cc][Aa] (?:[Jj][Uu][Gg][Aa] )?(?=[A-Z0-9“"‘'])/
const INSIDE = new RegExp(`${READ_ALSO}(?![a-z])(\\s{0,3}[:;])?`, "gi")
const ADDRESS = /^https?:\/\/\S+/i
const WORD_SIGN = /[\p{L}\p{N}]/u
const BEGINS_TITLE = /^[\p{Lu}\p{Nd}“"‘']/u

/** What follows the label that begins the line, "" if the label stands alone, null if there is none. */
export const afterLabel = (line) => parted(line)?.following ?? null

/** The title after the label that begins the line, "" if the label stands alone; null: no line of a label. */
export const titleAfterLabel = (line) => {
  const found = parted(line)
  if (!found) return null
  return !found.following || isTitle(found.following, found.hasMark) ? found.following : null
}

/** Whether the line after a lonely label is its title. A swallowed paragraph is worse than a lost link. */
export const isTitleLine = (line) =>
  line.length > 0 &&
  line.length <= LONGEST_TITLE &&
  !SENTENCE_ENDS.test(line) &&
  !line.startsWith("*") &&
  !ADDRESS.test(line) &&
  !LABEL.test(line)

/** [title, the address printed after it or ""] */
export const withoutAddress = (title) => {
  const last = title.slice(title.lastIndexOf(" ") + 1)
  return ADDRESS.exec(last)?.[0] === last ? [title.slice(0, -last.length).trim(), last] : [title, ""]
}

export const hasWordSign = (words) => WORD_SIGN.test(words)

const parted = (line) => {
  const inner = withoutParentheses(line)
  // "(Baca Judul)": only parentheses make two such common words a label.
  const label = LABEL.exec(inner) || (inner === line ? null : BARE_READ.exec(inner))
  return label && { hasMark: Boolean(label[1]), following: inner.slice(label[0].length).trim() }
}

const withoutParentheses = (line) =>
  line.length <= LONGEST_TITLE * 2 && /^(?:\([^]*\)|\[[^]*\])$/.test(line) ? line.slice(1, -1).trim() : line

const isTitle = (text, hasMark) => {
  const [title, address] = withoutAddress(text)
  if (title.length > LONGEST_TITLE || !hasWordSign(title || address) || hasLabelInside(title)) return false
  return hasMark || (beginsTitle(title) && !SENTENCE_ENDS.test(title))
}

const beginsTitle = (words) => BEGINS_TITLE.test(words.slice(0, LONGEST_TITLE).trimStart())

const hasLabelInside = (line) =>
  [...line.matchAll(INSIDE)].some((match) => match[1] || beginsTitle(line.slice(match.index + match[0].length)))
