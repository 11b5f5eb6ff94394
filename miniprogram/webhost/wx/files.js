import { privately } from './privacy.js'

// Files the user picks, and those the app writes.
const kept = new Map() // temporary path → file and the address that shows it

export const fileAt = (path) => kept.get(path)?.file

function keep(file, path) {
  const where = path ?? `http://tmp/${crypto.randomUUID()}.${file.name.split('.').pop()}`
  kept.set(where, { file, url: URL.createObjectURL(file) })
  return where
}

function pick(accept, multiple) {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept, multiple, onchange: () => resolve([...input.files]), oncancel: () => reject(new Error('cancel')) })
    input.click()
  })
}

const bytes = (data, encoding) => (encoding === 'base64' ? Uint8Array.from(atob(data), (one) => one.charCodeAt(0)) : data)

export const files = (_nav, api) => ({
  __resolveFile: (path) => kept.get(path)?.url,
  __keep: keep,
  chooseMedia: api('chooseMedia', async ({ count = 9 }) => {
    await privately()
    const chosen = await pick('image/*', count > 1)
    return { type: 'image', tempFiles: chosen.map((file) => ({ tempFilePath: keep(file), size: file.size, fileType: 'image' })) }
  }),
  chooseMessageFile: api('chooseMessageFile', async ({ count = 1 }) => {
    await privately()
    const chosen = await pick('', count > 1)
    return { tempFiles: chosen.map((file) => ({ path: keep(file), name: file.name, size: file.size, type: 'file', time: 0 })) }
  }),
  compressImage: api('compressImage', ({ src }) => ({ tempFilePath: src })),
  getImageInfo: api('getImageInfo', async ({ src }) => {
    const image = await createImageBitmap(fileAt(src))
    return { width: image.width, height: image.height, path: src, type: fileAt(src).type.replace('image/', ''), orientation: 'up' }
  }),
  getFileSystemManager: () => ({
    writeFile: ({ filePath, data, encoding, success }) => {
      keep(new File([bytes(data, encoding)], filePath.split('/').pop()), filePath)
      success?.({ errMsg: 'writeFile:ok' })
    },
    writeFileSync: (filePath, data, encoding) => void keep(new File([bytes(data, encoding)], filePath.split('/').pop()), filePath),
    getFileInfo: ({ filePath, success, fail }) => (fileAt(filePath) ? success({ size: fileAt(filePath).size }) : fail({ errMsg: 'getFileInfo:fail no such file' })),
    unlinkSync: (path) => void kept.delete(path),
  }),
  openDocument: api('openDocument', ({ filePath }) => {
    if (!fileAt(filePath)) throw new Error('file does not exist')
    globalThis.open(kept.get(filePath).url)
  }),
  previewImage: api('previewImage', () => {}),
  saveImageToPhotosAlbum: api('saveImageToPhotosAlbum', ({ filePath }) => {
    globalThis.__mpAlbum = [...(globalThis.__mpAlbum ?? []), filePath]
  }),
  canvasToTempFilePath: api('canvasToTempFilePath', async ({ canvas, fileType = 'png' }) => {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, `image/${fileType === 'jpg' ? 'jpeg' : fileType}`, 0.9))
    return { tempFilePath: keep(new File([blob], `canvas.${fileType}`, { type: blob.type })) }
  }),
})
