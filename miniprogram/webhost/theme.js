// theme.json: `@name` in the configuration is that name's value, light or dark as the phone is.
const dark = matchMedia('(prefers-color-scheme: dark)')
export const now = () => (dark.matches ? 'dark' : 'light')
export const onChange = (deed) => dark.addEventListener('change', () => deed({ theme: now() }))

/** The configuration with its colours. */
export function themed(config, theme) {
  return JSON.parse(JSON.stringify(config), (_, value) => (typeof value === 'string' && value.startsWith('@') ? (theme[now()][value.slice(1)] ?? value) : value))
}
