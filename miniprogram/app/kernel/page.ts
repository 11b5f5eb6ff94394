// What every page has: a state that is always told, a next step in each, the patient's type size, and pulling down.
import { look } from './look'
import { asProblem } from './problem'
import { seen } from './seen'
import { WORDS } from './words'

export type State = 'loading' | 'ready' | 'empty' | 'error' | 'offline'

export interface Own {
  state: State
  words: string // why it is in error
  look: string
}

type Lifetimes = Partial<WechatMiniprogram.Page.ILifetime>
type This<D extends object, C extends object> = WechatMiniprogram.Page.Instance<D & Own, C>
type Definition<D extends object, C extends object> = C & { data: D; load?: () => Promise<void> } & Lifetimes & ThisType<This<D, C>>

/** A page. `load`, where it has one, is called when it opens and when it is pulled down or tried again. */
export function screen<D extends object, C extends object>(definition: Definition<D, C>): void {
  const { onLoad, onShow } = definition
  const own: Own = { state: 'loading', words: '', look: '' }
  const common = {
    async onLoad(this: Opened, query: Record<string, string | undefined>): Promise<void> {
      if (query['m']) void seen(query['m']) // came by tapping a message
      await onLoad?.call(this as never, query)
      await definition.load?.call(this)
    },
    onShow(this: Opened): void | Promise<void> {
      if (this.data.look !== look()) this.setData({ look: look() })
      return onShow?.call(this as never)
    },
    async onPullDownRefresh(this: Opened): Promise<void> {
      await definition.load?.call(this)
      void wx.stopPullDownRefresh()
    },
    async again(this: Opened): Promise<void> {
      this.setData({ state: 'loading' })
      await definition.load?.call(this)
    },
  }
  Page({ ...definition, ...common, data: { ...own, ...definition.data } } as never)
}

interface Opened {
  data: Own
  setData(data: object): void
}

/** Read, then show: ready, or empty where `empty` says so; else why not. What is shown already stays when reading it anew fails. */
export async function settle<T extends object>(page: Opened, read: () => Promise<T & { empty?: boolean }>): Promise<void> {
  try {
    const { empty, ...found } = await read()
    page.setData({ ...found, state: empty ? 'empty' : 'ready', words: '' })
  } catch (fault) {
    const problem = asProblem(fault)
    if (page.data.state === 'ready') tell(problem.message)
    else page.setData({ state: problem.offline ? 'offline' : 'error', words: problem.message })
  }
}

/** Some words for a moment. */
export function tell(words: string): void {
  void wx.showToast({ title: words, icon: 'none', duration: Math.max(1500, words.length * 150) })
}

/** Whether the patient says yes; `sure` is what the button says. */
export async function confirm(title: string, content: string, sure: string, not: string = WORDS.not): Promise<boolean> {
  return (await wx.showModal({ title, content, confirmText: sure, cancelText: not })).confirm
}

/** Do what a tap asked for; a refusal is told in its own words. The answer is undefined then. */
export async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (fault) {
    const words = asProblem(fault).message
    if (words.length > 14) void wx.showModal({ content: words, showCancel: false, confirmText: WORDS.known })
    else tell(words)
    return undefined
  }
}
