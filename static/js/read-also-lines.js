/* Lines such as "Baca juga: …" of a paste, made into the block that they mean, as an import makes them
 * (articles/formats/markup/related_blocks.py): what is not surely a label with its title stays in the text. */

import { afterLabel, hasWordSign, isTitleLine, titleAfterLabel, withoutAddress } from "newsroom/read-also-label"

const LONGEST_LINKED_TITLE = 300
const BETWEEN_LINKS = /^(?:[\s,;|/•·–—-]|\bdan\b|&)*$/
const OURS = /^\/(?!(?:archive|author|page|tag)\/)[^/\s]+\/(\d{1,18})\//
const BULLETS = /^[•·»\-–— ]+/

/** The body with each such line as a block: to the story or address of its link, else to its headline. */
export const withBlocks = (body) => {
  for (const line of [...body.children]) if (line.localName === "p") partLines(line)
  let line = body.firstElementChild
  while (line) {
    const { titles, taken } = titlesAt(line)
    const next = taken.at(-1)?.nextElementSibling ?? line.nextElementSibling
    if (titles.length) {
      line.before(...titles.map((title) => block(body.ownerDocument, title)))
      for (const element of taken) element.remove()
    }
    line = next
  }
  return body
}

/** A label's line within a paragraph is a line of its own. */
const partLines = (paragraph) => {
  const lines = [[]]
  for (const node of paragraph.childNodes) node.localName === "br" ? lines.push([]) : lines.at(-1).push(node)
  const words = (nodes) => nodes.map((node) => node.textContent).join("").trim()
  if (lines.length < 2 || !lines.some((nodes) => titleAfterLabel(words(nodes)) !== null)) return
  for (const nodes of lines) {
    const own = paragraph.cloneNode(false)
    own.append(...nodes)
    paragraph.before(own)
  }
  paragraph.remove()
}

/** The titles that begin in this element, and the elements that they took. */
const titlesAt = (line) => {
  if (line.localName !== "p") return { titles: titlesOfContainer(line), taken: [line] }
  const titles = titlesAfterLabel(line)
  if (titles === null) return { titles: [], taken: [] }
  if (titles.length) return { titles, taken: [line] }
  const below = titlesBelow(line.nextElementSibling)
  return below.titles.length ? { titles: below.titles, taken: [line, ...below.taken] } : below
}

/** What a label alone is the label of: a list, links each on a line of its own, or the title on the next line. */
const titlesBelow = (next) => {
  if (!next) return { titles: [], taken: [] }
  if (/^[uo]l$/.test(next.localName)) {
    const titles = [...next.children].map((item) => onlyLine(item)).map((line) => line && (onlyLink(line) || bareTitle(line)))
    return titles.every(Boolean) ? { titles, taken: [next] } : { titles: [], taken: [] }
  }
  const titles = []
  const taken = []
  for (let line = next; line?.localName === "p" && onlyLink(line); line = line.nextElementSibling) {
    titles.push(onlyLink(line))
    taken.push(line)
  }
  if (titles.length || next.localName !== "p") return { titles, taken }
  const title = bareTitle(next)
  return title ? { titles: [title], taken: [next] } : { titles, taken }
}

/** null: no line of a label. An empty list: the label stands alone. */
const titlesAfterLabel = (line) => {
  const text = wordsOf(line)
  const following = afterLabel(text)
  if (!following) return following === null ? null : []
  const links = linksOf(line).filter(({ words }) => words)
  if (links.length > 1) return titlesOfLinks(following, links)
  if (links.length && links[0].words === following && following.length <= LONGEST_LINKED_TITLE) return [links[0]]
  const title = titleAfterLabel(text)
  return title ? [{ words: title, href: links[0]?.href || "" }] : null
}

/** Several links with nothing but commas between them. With other words it is a sentence. */
const titlesOfLinks = (following, links) => {
  let rest = following
  for (const { words } of links) {
    const place = rest.indexOf(words)
    if (place < 0 || !BETWEEN_LINKS.test(rest.slice(0, place))) return null
    rest = rest.slice(place + words.length)
  }
  return BETWEEN_LINKS.test(rest) ? links : null
}

/** Of a list or a quotation that holds nothing but labels with their titles. */
const titlesOfContainer = (container) => {
  if (!/^(?:ul|ol|blockquote)$/.test(container.localName)) return []
  const found = [...container.children].map((child) => {
    const line = child.localName === "p" ? child : onlyLine(child)
    return line && titlesAfterLabel(line)
  })
  return found.every((titles) => titles?.length) ? found.flat() : []
}

const onlyLine = (item) => (item.children.length === 1 && item.firstElementChild.localName === "p" ? item.firstElementChild : null)

const bareTitle = (line) =>
  !linksOf(line).length && isTitleLine(wordsOf(line)) ? { words: wordsOf(line), href: "" } : null

/** The link that is all there is on the line, with or without a bullet. */
const onlyLink = (line) => {
  const links = linksOf(line)
  if (links.length !== 1) return null
  const { words } = links[0]
  const isTitle = words && words.length <= LONGEST_LINKED_TITLE && hasWordSign(words)
  return isTitle && wordsOf(line).replace(BULLETS, "") === words ? links[0] : null
}

const wordsOf = (element) => element.textContent.replace(/\u00a0/g, " ").trim()

/** A link may have the label inside. */
const linksOf = (line) =>
  [...line.querySelectorAll("a[href]")].map((link) => ({
    words: afterLabel(wordsOf(link)) ?? wordsOf(link),
    href: link.getAttribute("href"),
  }))

const block = (document, { words, href: linked }) => {
  const [title, printed] = withoutAddress(words)
  const href = linked || printed
  const aside = document.createElement("aside")
  const path = href.startsWith(window.location.origin) ? href.slice(window.location.origin.length) : href
  const own = path.match(OURS)
  aside.dataset.relatedLink = ""
  aside.dataset.target = own ? own[1] : ""
  aside.dataset.url = !own && /^https?:/i.test(href) ? href : ""
  aside.dataset.headline = title || printed
  return aside
}
