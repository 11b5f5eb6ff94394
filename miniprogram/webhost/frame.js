// On a wide window the mini program is shown in a phone beside a choice of whose phone it is; else it is the whole page.
;(() => {
  const DEFAULT = '小林'
  const asked = new URLSearchParams(location.search)
  if (asked.get('user')) localStorage.setItem('mp-host:user', asked.get('user'))
  const user = localStorage.getItem('mp-host:user') ?? DEFAULT
  localStorage.setItem('mp-host:user', user)
  if (innerWidth <= 1100 || window !== top || asked.has('bare')) {
    const script = document.createElement('script')
    script.src = 'app.js'
    document.body.append(script)
    return
  }
  document.body.className = 'desk'
  const aside = document.createElement('aside')
  const label = document.createElement('label')
  const input = document.createElement('input')
  const phone = document.createElement('iframe')
  label.textContent = '这是谁的手机'
  input.value = user
  input.onchange = () => {
    localStorage.clear()
    localStorage.setItem('mp-host:user', input.value || DEFAULT)
    phone.contentWindow.location.replace('./')
  }
  label.append(input)
  const hint = document.createElement('p')
  hint.textContent = '换一个名字就是另一位微信用户。付款会打开收银台页面。'
  aside.append(label, hint)
  phone.title = '手机'
  phone.src = './' + location.hash
  document.getElementById('app').replaceWith(aside, phone)
})()
