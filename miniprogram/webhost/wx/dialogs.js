// WeChat's own windows: modal, action sheet, toast.
const make = (tag, className, text) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

/** Which button was pressed. `body`: words or an element; `column`: the buttons one below the other. */
export function dialog({ title, body, buttons, column = false }) {
  return new Promise((resolve) => {
    let touched = false
    const mask = make('div', 'mp-mask')
    mask.addEventListener('pointerdown', () => (touched = true), true)
    const box = make('div', 'mp-modal')
    const bar = make('div', column ? 'bar column' : 'bar')
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-modal', 'true')
    box.setAttribute('aria-label', title || (typeof body === 'string' ? body : ''))
    if (title) box.append(make('h3', '', title))
    if (body) box.append(typeof body === 'string' ? make('p', '', body) : body)
    buttons.forEach((words, nth) => {
      const button = make('button', nth === buttons.length - 1 ? 'ok' : '', words)
      button.onclick = ({ detail }) => {
        if (detail && !touched) return // the end of the tap that opened this window
        mask.remove()
        resolve(words)
      }
      bar.append(button)
    })
    box.append(bar)
    mask.append(box)
    document.body.append(mask)
  })
}

let shown
export function toast(words, milliseconds) {
  shown?.remove()
  const mine = (shown = make('div', 'mp-toast', words))
  mine.setAttribute('role', 'status')
  document.body.append(mine)
  if (milliseconds) setTimeout(() => mine.remove(), milliseconds)
}

const modal = async ({ title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable, placeholderText = '' }) => {
  for (const words of [cancelText, confirmText]) if ([...words].length > 4) throw new Error(`parameter error: "${words}" has more than four characters`)
  const input = make('input')
  Object.assign(input, { value: content, placeholder: placeholderText })
  const pressed = await dialog({ title, body: editable ? input : content, buttons: showCancel ? [cancelText, confirmText] : [confirmText] })
  return { confirm: pressed === confirmText, cancel: pressed !== confirmText, content: editable ? input.value : null }
}

export const dialogs = (_nav, api) => ({
  __dialog: dialog,
  showToast: api('showToast', ({ title, duration = 1500 }) => toast(title, duration)),
  hideToast: api('hideToast', () => shown?.remove()),
  showLoading: api('showLoading', ({ title }) => toast(title, 0)),
  hideLoading: api('hideLoading', () => shown?.remove()),
  showModal: api('showModal', modal),
  showActionSheet: api('showActionSheet', async ({ itemList }) => {
    const pressed = await dialog({ title: '', buttons: [...itemList, '取消'], column: true })
    if (pressed === '取消') throw new Error('cancel')
    return { tapIndex: itemList.indexOf(pressed) }
  }),
})
