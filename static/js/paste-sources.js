/* What single programs put into their clipboard that is not what it looks like. */

const WORD_LIST = /mso-list:\s*(l\d+)\s+level(\d+)/i
const ORDERED = /^\s*(?:\d+|[a-z]{1,4})[.)]/i
const DEEPEST = 9 // levels of a list in Word

/** The shortcodes of WordPress, as a page copied from its text editor has them. */
export const readShortcodes = (html) =>
  html
    .replace(
      /\[caption\b[^\]]{0,400}\]\s*(?:<a\b[^>]{0,2000}>)?\s*(<img\b[^>]{0,4000}>)\s*(?:<\/a>)?([^[]{0,1000})\[\/caption\]/gi,
      "<figure>$1<figcaption>$2</figcaption></figure>",
    )
    .replace(/\[embed\b[^\]]{0,200}\]\s*([^\s[<]{1,1000})\s*\[\/embed\]/gi, "<p>$1</p>")
    .replace(/\[gallery\b[^\]]{0,400}\]/gi, '<p><img src="gallery:" alt=""></p>')

/** Lists that are none in the HTML of Word and Word for the web, made into lists. */
export const unwrapLists = (source) => {
  let built = [] // the lists that are open, the outermost first
  let last = null
  for (const line of [...source.querySelectorAll("[style*=mso-list i], .ListContainerWrapper li")]) {
    const found = lineOf(line)
    if (!found) continue
    const block = line.closest(".ListContainerWrapper") || line
    if (!last || !follows(last, block)) built = []
    const level = Math.min(found.level, built.length + 1, DEEPEST)
    built.length = Math.min(built.length, level)
    if (built[level - 1]?.localName !== found.tag) built[level - 1] = open(found.tag, built[level - 2], block)
    const item = source.createElement("li")
    item.append(...line.childNodes)
    built[level - 1].append(item)
    last = built[0]
    line.remove()
    if (!block.querySelector("li")) block.remove()
  }
}

const lineOf = (line) => {
  if (line.tagName === "LI") {
    const level = Number(line.getAttribute("data-aria-level") || line.getAttribute("aria-level")) || 1
    return { level, tag: line.parentElement.localName === "ol" ? "ol" : "ul" }
  }
  const found = (line.getAttribute("style") || "").match(WORD_LIST)
  if (!found) return null
  const marker = [...line.querySelectorAll("[style*=mso-list i]")].find((span) => /ignore/i.test(span.getAttribute("style")))
  const sign = marker?.textContent || ""
  marker?.remove()
  return { level: Number(found[2]), tag: ORDERED.test(sign) ? "ol" : "ul" }
}

/** Whether nothing but blanks stands between the list that was built and the line. */
const follows = (list, block) => {
  let next = list.nextSibling
  while (next && next !== block && !next.textContent.trim() && next.nodeType !== Node.ELEMENT_NODE) next = next.nextSibling
  return next === block
}

const open = (tag, outer, block) => {
  const list = block.ownerDocument.createElement(tag)
  if (outer?.lastElementChild) outer.lastElementChild.append(list)
  else block.before(list)
  return list
}
