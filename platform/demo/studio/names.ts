/** Words that made-up companies, people and projects are put together from. */

export const COMPANY_STEMS = `Anka Bosfor Çınar Deniz Ege Fener Güneş Hisar Işık Kaptan Lale Marmara Nova Orman Pera
  Rota Safir Toros Ufuk Vadi Yıldız Zirve Alpen Baltic Corvus Delta Elbe Fjord Granit Havel Iberia Jura
  Kestrel Lumen Meridian Nordwind Orion Polaris Quarz Rhein Solaris Tisza Umbra Vega Werra Zephyr`.split(/\s+/)

export const COMPANY_KINDS: Record<string, readonly string[]> = {
  Manufacturing: ['Makina', 'Werke', 'Industries', 'Metal'],
  Retail: ['Mağazaları', 'Handel', 'Stores', 'Market'],
  Logistics: ['Lojistik', 'Logistik', 'Freight', 'Cargo'],
  Healthcare: ['Sağlık', 'Kliniken', 'Health', 'Medikal'],
  Finance: ['Finans', 'Kapital', 'Partners', 'Sigorta'],
  Technology: ['Yazılım', 'Systems', 'Labs', 'Bilişim'],
  Energy: ['Enerji', 'Energie', 'Power', 'Solar'],
  Education: ['Akademi', 'Institut', 'Learning', 'Kolej'],
}

export const PLACES = [
  { city: 'İstanbul', country: 'Türkiye', suffix: 'A.Ş.' },
  { city: 'Ankara', country: 'Türkiye', suffix: 'A.Ş.' },
  { city: 'İzmir', country: 'Türkiye', suffix: 'Ltd. Şti.' },
  { city: 'Bursa', country: 'Türkiye', suffix: 'Ltd. Şti.' },
  { city: 'Berlin', country: 'Germany', suffix: 'GmbH' },
  { city: 'München', country: 'Germany', suffix: 'AG' },
  { city: 'Wien', country: 'Austria', suffix: 'GmbH' },
  { city: 'Amsterdam', country: 'Netherlands', suffix: 'B.V.' },
  { city: 'København', country: 'Denmark', suffix: 'ApS' },
  { city: 'Łódź', country: 'Poland', suffix: 'sp. z o.o.' },
  { city: 'Lyon', country: 'France', suffix: 'SAS' },
  { city: 'Dublin', country: 'Ireland', suffix: 'Ltd' },
] as const

export const STREETS = ['Bağdat Caddesi', 'Hauptstraße', 'Rue de la Paix', 'Keizersgracht', 'Main Street', 'Kordon']

export const FIRST_NAMES = `Ayşe Mehmet Zeynep Can Elif Emre Deniz Selin Burak Ece Anna Lukas Marie Jonas Sofia
  Noah Emma Felix Ingrid Piotr Claire Hugo Maeve Liam Freja Jan Nadia Omar Irem Kerem`.split(/\s+/)

export const LAST_NAMES = `Yılmaz Kaya Demir Şahin Çelik Öztürk Aydın Arslan Doğan Kılıç Müller Schmidt Weber Wagner
  Jansen Bakker Nielsen Kowalski Nowak Dubois Laurent Murphy Byrne Novák Rossi García Lindqvist Haas`.split(/\s+/)

export const TITLES = ['CEO', 'CFO', 'Head of IT', 'Marketing Director', 'Operations Manager', 'Procurement Lead']

/** What the studio sells: how it is called, how it is priced per hour or piece, and how much of it a deal needs. */
export const SERVICES = [
  { sku: 'CON', name: 'Consulting', unit: 'hour', price: '140.00' },
  { sku: 'DES', name: 'Design', unit: 'hour', price: '115.00' },
  { sku: 'DEV', name: 'Development', unit: 'hour', price: '125.00' },
  { sku: 'PM', name: 'Project management', unit: 'hour', price: '130.00' },
  { sku: 'TRN', name: 'Training day', unit: 'day', price: '1450.00' },
  { sku: 'SUP', name: 'Support, monthly', unit: 'month', price: '890.00' },
] as const

export const ENGAGEMENTS = [
  'Website relaunch',
  'Customer portal',
  'Brand refresh',
  'ERP rollout',
  'Data warehouse',
  'Mobile app',
  'Process review',
  'Web shop',
  'Design system',
  'Cloud migration',
  'Team training',
  'Service desk',
] as const

export const STAFF = [
  { name: 'Derya Aksoy', email: 'derya@atolye.example', title: 'Managing partner', role: 'OWNER' },
  { name: 'Cem Tuna', email: 'cem@atolye.example', title: 'Sales lead', role: 'SALES' },
  { name: 'Lena Hoffmann', email: 'lena@atolye.example', title: 'Account manager', role: 'SALES' },
  { name: 'Baran Koç', email: 'baran@atolye.example', title: 'Delivery lead', role: 'PROJECT_MANAGER' },
  { name: 'Nur Erdem', email: 'nur@atolye.example', title: 'Project manager', role: 'PROJECT_MANAGER' },
  { name: 'Milan Petrov', email: 'milan@atolye.example', title: 'Accountant', role: 'ACCOUNTANT' },
] as const
