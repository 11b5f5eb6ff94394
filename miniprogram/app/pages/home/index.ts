// What is next for me today, then the services.
import type { Schema } from '../../kernel/api'
import { screen, settle } from '../../kernel/page'
import { request } from '../../kernel/request'
import { TEXTS } from './texts'

screen({
  data: { texts: TEXTS, hospital: null as Schema['HospitalView'] | null, registrations: [] as Schema['RegistrationView'][] },
  async load() {
    await settle(this, async () => {
      const [hospital, { registrations }] = await Promise.all([
        request('get', '/hospital'),
        request('get', '/registrations', { query: { period: 'week' } }),
      ])
      return { hospital, registrations }
    })
  },
})
