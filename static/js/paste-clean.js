/* Any HTML of a clipboard made into what a body may hold (articles/body/allowed.py): read once, from its first node to
 * its last, and written anew, so that nothing is left that was not meant.
 */

import { readShortcodes, unwrapLists } from "newsroom/paste-sources"
import { Flow } from "newsroom/paste-flow"
import { readPicture } from "newsroom/paste-images"

const NEVER = new Set(
  "script style head title meta link noscript template svg math canvas button select input textarea object map area".split(
    " ",
  ),
)
const BLOCKS = new Set(
  `p div section article main header footer center address pre figcaption dt dd dl details summary legend fieldset form
  aside nav figure caption body html`.split(/\s+/),
)
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" }
const MARKS = { B: "strong", STRONG: "strong", I: "em", EM: "em", CITE: "em", S: "s", STRIKE: "s", SUB: "sub", SUP: "sup" }
const MOST_CELLS_SPANNED = 50
const KEEPS_LINES = /pre|break-spaces/
const LINK = /^(?:https?:|mailto:|tel:)/i

/** The cleaned HTML as a <body>. `pictures` takes in each picture that is met, and says what stands in its place. */
export const clean = (html, pictures) => {
  const source = new DOMParser().parseFromString(withoutHandlers(readShortcodes(withoutStyles(html))), "text/html")
  const isOffice = /urn:schemas-microsoft-com|class="?Mso|LibreOffice|OpenOffice/i.test(html.slice(0, 200_000))
  unwrapLists(source)
  const target = document.implementation.createHTMLDocument("").body
  const flow = new Flow(target)
  const reading = { isOffice, pictures, isPre: source.querySelector("[data-pre-plain-text], .selectable-text") !== null }
  readChildren(source.body, flow, { marks: [], isPre: reading.isPre }, reading)
  flow.close()
  return target
}

/** A style sheet is of no use here, and the policy of the page forbids it. */
const withoutStyles = (html) => html.replace(/<style\b[^>]*>[^]*?(?:<\/style>|$)/gi, "")

/** Nor does it allow what a page would run. */
const withoutHandlers = (html) =>
  html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ""))

const readChildren = (element, flow, manner, reading) => {
  for (const child of element.childNodes) read(child, flow, manner, reading)
}

const read = (node, flow, manner, reading) => {
  if (node.nodeType === Node.TEXT_NODE) return flow.write(node.data, manner)
  if (node.nodeType !== Node.ELEMENT_NODE || isLeftOut(node, reading)) return
  const reader = READERS[node.tagName]
  if (reader) return reader(node, flow, manner, reading)
  if (isHeading(node)) return readHeading(node, flow, manner, reading)
  const within = mannerOf(node, manner)
  if (!BLOCKS.has(node.localName)) return readChildren(node, flow, within, reading)
  flow.close()
  readChildren(node, flow, { ...within, isPre: within.isPre || node.tagName === "PRE" }, reading)
  flow.close()
}

/** What was struck out, is not shown, or is a remark of a colleague and not of the text. */
const isLeftOut = (element, { isOffice }) => {
  if (NEVER.has(element.localName)) return true
  const style = element.getAttribute("style") || ""
  if (/display:\s*none|mso-hide:\s*all|mso-element:\s*comment/i.test(style)) return true
  if (/msocom|MsoComment|CommentReference/i.test(element.className)) return true
  return isOffice && (element.tagName === "DEL" || element.classList.contains("msoDel"))
}

/** The marks of what stands inside: by the element's name, and by its style, which may also take one away. */
const mannerOf = (element, manner) => {
  let marks = manner.marks
  const put = (name, isOn) => {
    if (manner.isBold && name === "strong") return // a heading is bold and large by itself
    marks = marks.filter((mark) => mark.name !== name)
    if (isOn) marks = [...marks, { name }]
  }
  const ownMark = MARKS[element.tagName] || (element.tagName === "DEL" ? "s" : null)
  if (ownMark) put(ownMark, true)
  const { fontWeight, fontStyle, textDecoration, verticalAlign, whiteSpace } = element.style
  if (fontWeight) put("strong", fontWeight.startsWith("bold") || Number(fontWeight) >= 600)
  if (fontStyle) put("em", fontStyle !== "normal")
  if (textDecoration.includes("line-through")) put("s", true)
  if (/^(super|sub)$/.test(verticalAlign)) put(verticalAlign.slice(0, 3) === "sup" ? "sup" : "sub", true)
  return { ...manner, marks, isPre: whiteSpace ? KEEPS_LINES.test(whiteSpace) : manner.isPre }
}

const isHeading = (element) =>
  element.tagName in HEADINGS ||
  (element.getAttribute("role") === "heading" && element.hasAttribute("aria-level")) ||
  /^Mso(Title|Heading)/.test(element.className)

const readHeading = (element, flow, manner, reading) => {
  const isLow = Number(element.getAttribute("aria-level")) > 2 || /MsoHeading[3-9]/.test(element.className)
  flow.close()
  flow.tag = HEADINGS[element.tagName] || (isLow ? "h3" : "h2")
  readChildren(element, flow, { ...manner, marks: [], isBold: true }, reading)
  flow.close()
  flow.tag = "p"
}

const readLink = (element, flow, manner, reading) => {
  const within = mannerOf(element, manner)
  const href = addressOf(element)
  const marks = href ? [...within.marks.filter(({ name }) => name !== "a"), { name: "a", href }] : within.marks
  readChildren(element, flow, { ...within, marks }, reading)
}

/** Where a link leads, without the detour of a mail or search service; "" for one that leads nowhere. */
const addressOf = (element) => {
  const written = (element.getAttribute("href") || "").trim()
  if (!LINK.test(written)) return /^\/(?!\/)/.test(written) ? written : ""
  try {
    const url = new URL(written)
    const isDetour = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url"
    const beyond = isDetour ? url.searchParams.get("q") || url.searchParams.get("url") || "" : ""
    return LINK.test(beyond) ? beyond : written
  } catch {
    return ""
  }
}

const readBreak = (_element, flow) => flow.break()

const readRule = (_element, flow) => flow.append("hr")

/** Words of its own inside: of a quote, an item, a cell. */
const readInto = (element, parent, manner, reading) => {
  const flow = new Flow(parent)
  readChildren(element, flow, manner, reading)
  flow.close()
}

const readQuote = (element, flow, manner, reading) => {
  const tweet = /twitter-tweet|instagram-media|tiktok-embed/.test(element.className)
  const address = element.getAttribute("cite") || [...element.querySelectorAll("a[href]")].at(-1)?.href
  if (tweet && LINK.test(address || "")) return flow.line(address)
  const quote = flow.append("blockquote")
  readInto(element, quote, manner, reading)
  if (!quote.childNodes.length) quote.remove()
}

const readList = (element, flow, manner, reading) => {
  const list = flow.append(element.localName === "ol" ? "ol" : "ul")
  const start = Number(element.getAttribute("start"))
  if (list.localName === "ol" && start > 1 && start < 100_000) list.setAttribute("start", String(Math.floor(start)))
  for (const child of element.children) {
    // Google Docs and old pages put a list under a list, not into its item.
    const isItem = child.tagName === "LI" || !list.lastChild
    const item = isItem ? list.appendChild(list.ownerDocument.createElement("li")) : list.lastChild
    if (child.tagName === "LI") readInto(child, item, mannerOf(child, manner), reading)
    else {
      const inside = new Flow(item)
      read(child, inside, manner, reading)
      inside.close()
    }
    if (!item.childNodes.length) item.remove()
  }
  if (!list.childNodes.length) list.remove()
}

const readTable = (element, flow, manner, reading) => {
  const rows = [...element.rows].filter((row) => row.cells.length)
  if (element.caption) read(element.caption, flow, manner, reading)
  // A table of one cell, or inside another, is only a frame.
  if (element.parentElement?.closest("table") || (rows.length === 1 && rows[0].cells.length === 1)) {
    for (const cell of rows.flatMap((row) => [...row.cells])) {
      flow.close()
      readChildren(cell, flow, manner, reading)
      flow.close()
    }
    return
  }
  if (!rows.length) return
  const table = flow.append("table")
  const body = table.appendChild(table.ownerDocument.createElement("tbody"))
  for (const row of rows) readRow(row, body, manner, reading)
}

const readRow = (row, body, manner, reading) => {
  const written = body.appendChild(body.ownerDocument.createElement("tr"))
  for (const cell of row.cells) {
    const copy = written.appendChild(body.ownerDocument.createElement(cell.localName))
    for (const name of ["colSpan", "rowSpan"])
      if (cell[name] > 1) copy.setAttribute(name.toLowerCase(), String(Math.min(cell[name], MOST_CELLS_SPANNED)))
    readInto(cell, copy, cell.tagName === "TH" ? { ...manner, marks: [], isBold: true } : mannerOf(cell, manner), reading)
    if (!copy.childNodes.length) copy.append(body.ownerDocument.createElement("p"))
  }
}

const readImage = (element, flow, manner, { pictures }) => {
  const { words, mark } = readPicture(element, pictures)
  if (words) flow.write(words, manner)
  if (mark) flow.after(mark)
}

/** A picture with its caption is one thing. A frame around anything else is none. */
const readFigure = (element, flow, manner, reading) => {
  const images = element.querySelectorAll("img")
  const caption = element.querySelector("figcaption")?.textContent.replace(/\s+/g, " ").trim() || ""
  flow.close()
  if (images.length !== 1 || element.querySelector("table, iframe, blockquote"))
    return readChildren(element, flow, manner, reading), flow.close()
  const { mark } = readPicture(images[0], reading.pictures, caption)
  if (mark) flow.after(mark)
  else if (caption) flow.write(caption, { ...manner, marks: [] })
  flow.close()
}

/** What was embedded becomes its address on a line of its own. */
const readFrame = (element, flow) => {
  const source = element.getAttribute("src") || element.getAttribute("data-src") || ""
  const video = source.match(/^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,20})/)
  if (video) flow.line(`https://www.youtube.com/watch?v=${video[1]}`)
  else if (/^https?:\/\//.test(source)) flow.line(source)
}

const READERS = {
  A: readLink,
  BR: readBreak,
  HR: readRule,
  BLOCKQUOTE: readQuote,
  UL: readList,
  OL: readList,
  TABLE: readTable,
  IMG: readImage,
  FIGURE: readFigure,
  IFRAME: readFrame,
}
