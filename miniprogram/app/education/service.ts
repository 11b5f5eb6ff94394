// Finding articles: by their titles, and by the tests, drugs, departments and diagnoses they were written about.
import type { Schema } from '../kernel/api'
import { request } from '../kernel/request'

type Row = Schema['ArticleRowView']
type Tag = 'diagnosis' | 'test' | 'drug' | 'department' | 'guide'

const ICD = /^[a-z]\d\d/i
const PAGES = 4 // of the latest articles whose titles are looked through

/** What there is about those words: what was written about it first, then what has it in its title. */
export async function search(words: string): Promise<Row[]> {
  const about = async (tag: Tag, value: string): Promise<Row[]> => (await request('get', '/articles', { query: { tag, value } })).articles
  const tags: Tag[] = ['test', 'drug', 'guide', 'department', ...(ICD.test(words) ? (['diagnosis'] as const) : [])]
  const found = await Promise.all([...tags.map((tag) => about(tag, words)), ofDepartments(words, about), titled(words)])
  return [...new Map(found.flat().map((one) => [one.id, one])).values()]
}

async function ofDepartments(words: string, about: (tag: Tag, value: string) => Promise<Row[]>): Promise<Row[]> {
  const { departments } = await request('get', '/search', { query: { q: words } })
  return (await Promise.all(departments.slice(0, 2).map((one) => about('department', one.id)))).flat()
}

async function titled(words: string): Promise<Row[]> {
  const found: Row[] = []
  let after = ''
  for (let page = 0; page < PAGES; page++) {
    const told = await request('get', '/articles', { query: { after } })
    found.push(...told.articles.filter((one) => `${one.title} ${one.summary}`.includes(words)))
    after = told.next
    if (!after) break
  }
  return found
}
