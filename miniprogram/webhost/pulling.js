// Pull down to refresh: a finger drawn down from the top of the page.
const FAR = 80

export function pulling(body, deed) {
  let from = null
  const at = (event) => event.touches?.[0]?.clientY ?? event.clientY
  body.addEventListener('touchstart', (event) => {
    from = body.scrollTop <= 0 ? at(event) : null
  }, { passive: true })
  body.addEventListener('touchend', (event) => {
    const to = event.changedTouches[0].clientY
    if (from !== null && to - from > FAR && body.scrollTop <= 0) deed()
    from = null
  }, { passive: true })
}
