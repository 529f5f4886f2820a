// Writes templates/emergency-contacts/samples/*.json: invented customers, people, incidents and calls, the same on every run.
//   node tools/templates/emergency-contacts.mjs
// Phone numbers can belong to nobody: +44 20 7946 0xxx and its sisters (Ofcom, for drama), +1 NPA 555-01xx (fictitious use),
// and +86 1740 xxxxxxx (a block kept for the satellite phones of the emergency services, without private subscribers).
import { writeFileSync } from 'node:fs';

let seed = 20261121;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chance = (share) => random() < share;
const unique = (make, seen = new Set()) => () => {
  for (;;) {
    const value = make();
    if (!seen.has(value)) return seen.add(value) && value;
  }
};
const daysAgo = (days) => ({ $now: days > 0 ? `-P${days}D` : '-PT1H' });

const cities = {
  east: ['上海', '杭州', '苏州', '南京', '宁波', '合肥', '济南', '青岛'],
  south: ['深圳', '广州', '厦门', '佛山', '东莞', '海口'],
  north: ['北京', '天津', '石家庄', '太原'],
  central: ['武汉', '长沙', '郑州', '南昌'],
  southwest: ['成都', '重庆', '昆明', '贵阳'],
  northwest: ['西安', '兰州', '乌鲁木齐'],
  northeast: ['沈阳', '大连', '长春', '哈尔滨'],
};
const overseas = [
  ['London', 'GB'], ['Manchester', 'GB'], ['Bristol', 'GB'], ['Leeds', 'GB'],
  ['Seattle', 'US'], ['Chicago', 'US'], ['Boston', 'US'], ['Denver', 'US'],
];
const dramaPhones = { London: '+442079460', Manchester: '+441614960', Bristol: '+441174960', Leeds: '+441134960' };
const areaCodes = { Seattle: 206, Chicago: 312, Boston: 617, Denver: 303 };
const industries = {
  manufacturing: ['精密机械', '汽车零部件', '电子元件', '包装材料'],
  finance: ['融资租赁', '商业保理', '资产管理'],
  retail: ['连锁超市', '家居', '服饰', '生鲜'],
  healthcare: ['医疗器械', '体检中心', '医药'],
  logistics: ['冷链物流', '供应链', '快运'],
  energy: ['新能源', '燃气', '电力设备'],
  technology: ['信息技术', '软件', '智能科技'],
  education: ['教育科技', '职业培训'],
  hospitality: ['酒店管理', '旅行社'],
  government: ['水务', '公共交通', '环境卫生'],
};
const fancy = ['恒远', '博瑞', '云帆', '金桥', '华岳', '天穹', '润泽', '启明', '远景达', '安禾', '新川', '海纳汇', '立信德', '明德源', '鼎晟', '青禾', '九州通源', '东方汇', '瑞景', '和畅', '中桥', '汇智', '凌云志', '卓越行', '长风', '宏图远', '佳木', '盛世源', '星河湾', '百川'];
const englishFirst = ['Northgate', 'Harbour', 'Alder', 'Redwood', 'Kingsway', 'Lakeview', 'Summit', 'Beacon', 'Ironbridge', 'Meadow', 'Clearwater', 'Stonefield', 'Westhaven', 'Oakridge', 'Silverline', 'Bluecrest', 'Highmoor', 'Fairmont', 'Greystone', 'Willowbrook'];
const englishTrade = { manufacturing: 'Precision', finance: 'Capital', retail: 'Stores', healthcare: 'Medical', logistics: 'Freight', energy: 'Power', technology: 'Systems', education: 'Learning', hospitality: 'Hotels', government: 'Utilities' };
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const givenNames = ['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '明', '超', '霞', '平', '刚', '桂英', '建国', '志强', '晓东', '雪梅', '海燕', '子涵', '思远', '文博', '佳怡', '雨桐', '浩然', '俊杰', '欣怡', '国庆', '丽华', '春生', '天宇', '梦琪', '嘉诚', '永福', '玉兰'];
const englishGiven = ['Alice', 'Benjamin', 'Catherine', 'Daniel', 'Eleanor', 'Frank', 'Grace', 'Henry', 'Isabel', 'James', 'Karen', 'Louis', 'Maria', 'Nathan', 'Olivia', 'Peter', 'Quentin', 'Rachel', 'Samuel', 'Teresa', 'Ursula', 'Victor', 'Wendy', 'Xavier', 'Yvonne', 'Zachary'];
const englishFamily = ['Ashby', 'Bennett', 'Calder', 'Dawson', 'Ellison', 'Fairley', 'Gibbs', 'Hartley', 'Ingram', 'Jarvis', 'Kendall', 'Lowell', 'Marsden', 'Norwood', 'Osborne', 'Prescott', 'Radley', 'Sutton', 'Thornton', 'Underhill', 'Vickers', 'Whitlock'];
const jobs = {
  principal: ['总经理', 'Managing director'], operations: ['运营经理', 'Operations manager'], technical: ['信息部主任', 'Head of IT'],
  finance: ['财务总监', 'Finance director'], security: ['安全主管', 'Security lead'], duty: ['值班长', 'Duty officer'], other: ['行政主管', 'Office manager'],
};

const chineseMobile = unique(() => `+861740${below(6)}${String(below(1e6)).padStart(6, '0')}`);
const britishPhones = Object.fromEntries(Object.entries(dramaPhones).map(([city, start]) =>
  [city, unique(() => start + String(below(1000)).padStart(3, '0'))]));
const americanPhones = Object.fromEntries(Object.entries(areaCodes).map(([city, code]) =>
  [city, unique(() => `+1${code}55501${String(below(100)).padStart(2, '0')}`)]));
const phoneOf = (customer) =>
  customer.country === 'CN' ? chineseMobile() : customer.country === 'GB' ? britishPhones[customer.city]() : americanPhones[customer.city]();

const companyName = unique(() => {
  const industry = pick(Object.keys(industries));
  if (chance(0.75)) {
    const region = pick(Object.keys(cities));
    const city = pick(cities[region]);
    return JSON.stringify({ industry, region, city, country: 'CN', name: `${city}${pick(fancy)}${pick(industries[industry])}有限公司` });
  }
  const [city, country] = pick(overseas);
  return JSON.stringify({ industry, region: 'overseas', city, country, name: `${pick(englishFirst)} ${englishTrade[industry]} ${country === 'GB' ? 'Ltd' : 'Inc.'}` });
});
const names = new Set();
const companies = [];
while (companies.length < 220) {
  const company = JSON.parse(companyName());
  if (names.has(company.name)) continue;
  names.add(company.name);
  companies.push({ ...company, ref: `c${companies.length + 1}`, level: companies.length % 9 === 0 ? 'VIP' : chance(0.3) ? 'important' : 'standard' });
}

const customers = companies.map(({ ref, name, level, industry, region, city, country }) => ({
  ref,
  data: {
    name, level, industry, region, city,
    address: country === 'CN' ? `${pick(['人民', '解放', '中山', '建设', '和平', '文化'])}路${1 + below(900)}号` : `${1 + below(200)} ${pick(['High Street', 'Station Road', 'Mill Lane', 'Park Avenue', 'Canal Street'])}`,
    status: chance(0.92) ? 'active' : 'paused',
    responseMinutes: level === 'VIP' ? pick([15, 30, 60]) : level === 'important' ? 120 : 480,
    website: country === 'CN' ? `https://${ref}.example.cn` : `https://${name.split(' ')[0].toLowerCase()}-${ref}.example.com`,
    ...(level === 'VIP' ? { manager: '$me' } : {}),
  },
}));

const contacts = [];
for (const company of companies) {
  const vip = company.level === 'VIP';
  const count = vip ? (companies.indexOf(company) % 36 === 9 ? 1 : 3) : 2 + (chance(0.45) ? 1 : 0);
  const relations = ['principal', 'operations', 'technical', 'finance', 'security', 'duty', 'other'];
  for (let order = 0; order < count; order++) {
    const chinese = company.country === 'CN';
    const relation = relations.splice(below(relations.length), 1)[0];
    const name = chinese ? pick(surnames) + pick(givenNames) : `${pick(englishGiven)} ${pick(englishFamily)}`;
    const ref = `p${contacts.length + 1}`;
    const hours = order === 0 ? 'always' : pick(['always', 'office', 'custom']);
    const priority = ['high', 'medium', 'low'][order];
    contacts.push({
      ref, company,
      data: {
        name,
        customer: { ref: `customer:${company.ref}` },
        relation,
        jobTitle: jobs[relation][chinese ? 0 : 1],
        priority,
        phone: phoneOf(company),
        ...(priority === 'high' || chance(0.2) ? { backupPhone: phoneOf(company) } : {}),
        ...(chance(0.25) ? { phones: [{ number: phoneOf(company), kind: pick(['office', 'duty']) }, ...(chance(0.4) ? [{ number: phoneOf(company), kind: 'home' }] : [])] } : {}),
        email: chinese ? `${ref}@${company.ref}.example.cn` : `${name.toLowerCase().replace(' ', '.')}@${company.ref}.example.com`,
        ...(chinese && chance(0.6) ? { wechat: `wx_${company.ref}_${ref}` } : {}),
        languages: chinese ? ['zh', ...(company.region === 'south' ? ['yue'] : []), ...(chance(0.25) ? ['en'] : [])] : ['en', ...(chance(0.1) ? ['de'] : [])],
        hours,
        ...(hours === 'custom' ? { hoursFrom: pick(['08:00:00', '09:00:00', '14:00:00']), hoursTo: pick(['18:00:00', '20:00:00', '23:30:00']) } : {}),
        ...(chance(0.86) ? { verifiedAt: daysAgo(1 + below(chance(0.3) ? 300 : 85)), verifiedBy: '$me', verifiedHow: pick(['call', 'call', 'message', 'mail', 'visit']) } : {}),
      },
    });
  }
}

const incidentKinds = [
  ['outage', '订单系统无法登录', 'Order system cannot be reached'], ['security', '疑似账号被盗用', 'Account possibly taken over'],
  ['delivery', '夜间配送车辆抛锚', 'Night delivery truck broken down'], ['quality', '批次检验不合格', 'Batch failed inspection'],
  ['safety', '仓库漏水，人员已撤离', 'Warehouse flooded, staff evacuated'], ['payment', '重复扣款', 'Charged twice'],
];
const incidents = [];
const calls = [];
for (let i = 1; i <= 40; i++) {
  const company = pick(companies);
  const chinese = company.country === 'CN';
  const [businessType, zh, en] = pick(incidentKinds);
  const status = i <= 4 ? 'open' : i <= 9 ? 'handling' : 'closed';
  const days = status === 'closed' ? 3 + below(200) : below(3) + 1;
  incidents.push({
    ref: `i${i}`,
    data: {
      subject: chinese ? zh : en, customer: { ref: `customer:${company.ref}` }, businessType,
      impact: pick(['critical', 'high', 'medium', 'medium', 'low']), status, startedAt: daysAgo(days),
      ...(status === 'closed' ? { endedAt: daysAgo(Math.max(1, days - below(3))) } : {}),
      handler: '$me',
      description: chinese ? '客户来电说明情况，按预案通知紧急联系人。' : 'The customer called; emergency contacts were told as planned.',
    },
  });
  for (const contact of contacts.filter((each) => each.company === company)) {
    const outcome = pick(['reached', 'reached', 'noAnswer', 'poweredOff', 'wrongNumber']);
    calls.push({
      ref: `l${calls.length + 1}`,
      data: {
        summary: chinese ? `${zh}：致电${contact.data.name}` : `${en}: called ${contact.data.name}`,
        contact: { ref: `contact:${contact.ref}` }, incident: { ref: `incident:i${i}` }, calledAt: daysAgo(days), caller: '$me', outcome,
        ...(outcome === 'reached' ? { minutes: 1 + below(20) } : {}),
      },
    });
    if (outcome === 'reached') break;
  }
}

const recoveries = Array.from({ length: 16 }, (_, i) => {
  const contact = contacts[i * 31];
  const chinese = contact.company.country === 'CN';
  const status = ['searching', 'searching', 'recovered', 'verified', 'givenUp'][i % 5];
  const days = status === 'searching' ? 1 : 2 + below(60);
  return {
    ref: `r${i + 1}`,
    data: {
      priority: pick(['p1', 'p2', 'p3']), customer: { ref: `customer:${contact.company.ref}` },
      lostContact: chinese ? `${contact.data.name}（${contact.data.jobTitle}）` : `${contact.data.name} (${contact.data.jobTitle})`,
      businessType: pick(incidentKinds)[0], impact: pick(['critical', 'high', 'medium']), responsible: '$me',
      reportedAt: daysAgo(days), dueAt: daysAgo(days - 1), cause: pick(['deleted', 'overwritten', 'filtered', 'hidden', 'left', 'never']),
      steps: [
        { at: daysAgo(days), action: chinese ? '查回收站和版本记录' : 'Searched the recycle bin and the history', minutes: 5 + below(15) },
        ...(status === 'searching' ? [] : [{ at: daysAgo(days - 1), action: chinese ? '恢复记录并电话核实' : 'Restored the record and called to verify', minutes: 5 + below(25) }]),
      ],
      status,
      ...(status === 'recovered' || status === 'verified' ? { contact: { ref: `contact:${contact.ref}` } } : {}),
    },
  };
});

const handovers = Array.from({ length: 6 }, (_, i) => {
  const taken = companies.slice(i * 20, i * 20 + 4);
  const name = i % 3 === 2 ? `${pick(englishGiven)} ${pick(englishFamily)}` : pick(surnames) + pick(givenNames);
  const chinese = i % 3 !== 2;
  return {
    ref: `h${i + 1}`,
    data: {
      subject: chinese ? `${name}的客户交接` : `Customers of ${name}`, leaver: name, successor: '$me', lastDay: { $today: i < 3 ? `+P${7 + i * 5}D` : `-P${i * 20}D` },
      customers: taken.map((company) => ({ ref: `customer:${company.ref}` })),
      items: [
        { what: chinese ? '紧急联系人逐一核实' : 'Verify every emergency contact', done: i >= 3 },
        { what: chinese ? '值班电话转接' : 'Forward the duty phone', done: i >= 2 },
        { what: chinese ? '未关闭事件说明' : 'Explain the incidents that are not closed', done: i >= 3 },
      ],
      status: i < 3 ? 'open' : 'done',
    },
  };
});

function write(form, items) {
  const lines = items.map(({ ref, data }) => '    ' + JSON.stringify({ ref, data }));
  const file = new URL(`../../templates/emergency-contacts/samples/${form}.json`, import.meta.url);
  writeFileSync(file, `{\n  "items": [\n${lines.join(',\n')}\n  ]\n}\n`);
  console.log(`${form}: ${items.length}`);
}

write('customer', customers);
write('contact', contacts);
write('incident', incidents);
write('call', calls);
write('recovery', recoveries);
write('handover', handovers);
