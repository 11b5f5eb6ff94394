/** A tap on something with data- attributes. */
export type Tap<D extends object> = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, D>
