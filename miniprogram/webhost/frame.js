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
  hint.textContent = '换一个名字就是另一位微信用户。付款会打开收银台；验证码在短信收件箱里；可绑定的就诊人见医院信息系统中的病人。'
  const list = document.createElement('ul')
  aside.append(label, hint, list)
  fetch('-/where')
    .then((answer) => answer.json())
    .then((where) => {
      for (const [name, words] of Object.entries({ sms: '短信收件箱', wechat: '微信服务通知', people: '医院信息系统中的病人' })) {
        if (!where[name]) continue
        const link = Object.assign(document.createElement('a'), { href: where[name], target: '_blank', textContent: words })
        const item = document.createElement('li')
        item.append(link)
        list.append(item)
      }
    })
  phone.title = '手机'
  phone.src = './' + location.hash
  document.getElementById('app').replaceWith(aside, phone)
})()
