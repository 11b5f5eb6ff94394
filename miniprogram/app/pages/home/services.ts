// The services of the first page, in the order of how often they are wanted. What the hospital switched off is not there.
import type { Schema } from '../../kernel/api'
import { SERVICES } from './texts'

export interface Service {
  id: keyof typeof SERVICES
  words: string
  icon: string
  url: string
}

const ALL: readonly (Omit<Service, 'words'> & { needs: Schema['Function'] })[] = [
  { id: 'book', icon: 'calendar', url: '/registration/pages/departments/index', needs: 'registration' },
  { id: 'visits', icon: 'assignment-checked', url: '/registration/pages/history/index', needs: 'registration' },
  { id: 'cards', icon: 'usergroup', url: '/cards/pages/list/index', needs: 'cards' },
  { id: 'copies', icon: 'file-copy', url: '/copies/pages/list/index', needs: 'copies' },
  { id: 'payments', icon: 'wallet', url: '/payments/pages/list/index', needs: 'payments' },
  { id: 'followups', icon: 'article', url: '/followup/pages/list/index', needs: 'follow_up' },
  { id: 'chat', icon: 'service', url: '/chat/pages/talk/index', needs: 'chat' },
  { id: 'feedback', icon: 'star', url: '/feedback/pages/list/index', needs: 'feedback' },
  { id: 'articles', icon: 'book-open', url: '/education/pages/list/index', needs: 'education' },
  { id: 'hospital', icon: 'hospital', url: '/directory/pages/hospital/index', needs: 'pages' },
  { id: 'prices', icon: 'tag', url: '/directory/pages/prices/index', needs: 'prices' },
]

/** What is on. */
export function services(functions: readonly Schema['Function'][]): Service[] {
  return ALL.filter((one) => functions.includes(one.needs)).map(({ id, icon, url }) => ({ id, icon, url, words: SERVICES[id] }))
}
