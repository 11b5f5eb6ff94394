// Provinces as carriers and the tariff name them: 浙江, of 浙江省.
export function province(text: string): string {
  return text.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/, '')
}
