// Requests. Every host of the app's is the one origin that serves this page.
import { fileAt } from './files.js'

const here = (url) => {
  const { pathname, search } = new URL(url, location.href)
  return pathname + search
}
const encoded = (data, header) => {
  if (data === undefined || typeof data === 'string' || data instanceof ArrayBuffer) return data
  return /x-www-form-urlencoded/.test(header['content-type']) ? new URLSearchParams(data).toString() : JSON.stringify(data)
}

async function exchange({ url, data, method = 'GET', header, timeout = 60_000, responseType }, signal) {
  const verb = method.toUpperCase()
  const headers = { 'content-type': 'application/json', ...header }
  const asks = verb === 'GET' && data ? (url.includes('?') ? '&' : '?') + new URLSearchParams(data).toString() : ''
  const answer = await fetch(here(url + asks), { method: verb, headers, body: verb === 'GET' ? undefined : encoded(data, headers), signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) })
  const told = { statusCode: answer.status, header: Object.fromEntries(answer.headers), cookies: [] }
  if (responseType === 'arraybuffer') return { ...told, data: await answer.arrayBuffer() }
  const text = await answer.text()
  try {
    return { ...told, data: JSON.parse(text) }
  } catch {
    return { ...told, data: text }
  }
}

function upload({ url, filePath, name, header, formData = {}, timeout = 60_000 }, request, progress) {
  const file = fileAt(filePath)
  if (!file) throw new Error('file not found')
  const form = new FormData()
  for (const [key, value] of Object.entries(formData)) form.append(key, value)
  form.append(name, file)
  return new Promise((resolve, reject) => {
    request.open('POST', here(url))
    request.timeout = timeout
    for (const [key, value] of Object.entries(header ?? {})) request.setRequestHeader(key, value)
    request.upload.onprogress = ({ loaded, total }) => progress.forEach((tell) => tell({ progress: Math.round((loaded / total) * 100), totalBytesSent: loaded, totalBytesExpectedToSend: total }))
    request.onload = () => resolve({ statusCode: request.status, data: request.responseText })
    request.onerror = request.ontimeout = request.onabort = () => reject(new Error('network'))
    request.send(form)
  })
}

export const network = (_nav, api) => ({
  request(options) {
    const controller = new AbortController()
    api('request', () => exchange(options, controller.signal))({ success() {}, ...options })
    return { abort: () => controller.abort(), onHeadersReceived() {}, offHeadersReceived() {} }
  },
  uploadFile(options) {
    const request = new XMLHttpRequest()
    const progress = []
    api('uploadFile', () => upload(options, request, progress))({ success() {}, ...options })
    return { abort: () => request.abort(), onProgressUpdate: (tell) => progress.push(tell), offProgressUpdate() {}, onHeadersReceived() {}, offHeadersReceived() {} }
  },
  downloadFile(options) {
    api('downloadFile', async () => {
      const answer = await fetch(here(options.url), { headers: options.header })
      return { statusCode: answer.status, tempFilePath: globalThis.wx.__keep(new File([await answer.blob()], 'download')) }
    })({ success() {}, ...options })
    return { abort() {}, onProgressUpdate() {}, offProgressUpdate() {} }
  },
})
