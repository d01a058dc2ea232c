/* Pictures of a pasted page: which are characters, which are nothing, and which are pictures. */

const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Component}\u200d\ufe0f]){1,16}$/u
const SMALLEST_PX = 3 // what is not larger counts who reads, or keeps a distance

/** {words} of a picture that is a character, {mark} of one that is a picture, {} of one that is neither. */
export const readPicture = (image, pictures, caption = "") => {
  const alt = (image.getAttribute("alt") || image.getAttribute("data-plain-text") || "").replace(/\s+/g, " ").trim()
  if (EMOJI.test(alt) && !/^\d+$/.test(alt)) return { words: alt }
  if (isNothing(image)) return {}
  const source = image.getAttribute("src") || image.getAttribute("data-src") || ""
  return { mark: pictures.add({ source, alt, caption }) }
}

const isNothing = (image) => {
  const sides = [image.getAttribute("width") || image.style.width, image.getAttribute("height") || image.style.height]
  const isTiny = sides.some((side) => side && Number.parseFloat(side) < SMALLEST_PX)
  return isTiny || image.closest("[role=checkbox]") !== null || image.getAttribute("aria-roledescription") === "checkbox"
}
