// An icon in the colour of the text around it. It says nothing when read aloud: what it stands beside does.
Component({
  properties: {
    name: { type: String, value: '' },
    size: { type: String, value: '' }, // 64rpx
  },
})
