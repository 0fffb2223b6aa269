import type { AskEvent, Circumstances, Claim, Place, Role, SendEvent, Verb } from '../../src/claims/claim.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { ClaimWords } from './claims-en.ts'

const ROLES: Readonly<Record<Place, string>> = {
  child: '子接口',
  sibling: '兄弟接口',
  parent: '父接口',
  outside: '外部站点',
  switch: '交换机',
}

/** 断言视图的全部文字。 */
export const claimsZh: ClaimWords = {
  inBoth: 'zh',
  about:
    '一个说法指明：谁给谁发了什么，谁会收到。计算机随机造出成千上万个符合条件的世界，从中找出一个让它不成立的。',
  search: '搜索：private、hairpin、宿主机……',
  sayings: '人们怎么说',
  compose: '自己写一个说法',
  composeHint: '用自己的话说，看看对不对',
  allClaims: '所有说法',
  found: (n, all) => (n === all ? `${all} 个说法` : `${all} 个说法中的 ${n} 个`),
  noSaying: '据我们所知没有人这么说。自己写一个吧。',
  group: {
    'private-vepa': 'private 与 VEPA',
    'host-bridge': '宿主机与 bridge 模式',
    'passthru-source': 'passthru 与 source',
    addresses: '地址与混杂模式',
  },
  yourClaim: '你的说法',
  exactly: '确切地说：',
  lookCloser: '细看并修改',
  notAClaim: '还不是一个说法',
  form: '说法',
  subject: '说的是',
  subjects: { send: '发出的一帧', ask: '内核的答复', be: '接口的状态' },
  from: '发送者',
  to: '发给',
  as: '源地址用',
  ownAddress: '发送者自己的',
  asks: '有人',
  deeds: { create: '创建', mode: '改变模式：', address: '改变地址：', up: '启用', down: '关闭' },
  withAddress: '地址用',
  anyAddress: '自己的',
  toMode: '改为',
  conclusion: '结果',
  who: '谁',
  modesOf: (role) => `${role}的模式`,
  anyMode: '不限：没有指明',
  hairpin: '交换机反射',
  hairpins: { unsaid: '不一定', true: '是（hairpin 开）', false: '否（hairpin 关）' },
  more: '更多条件',
  before: '在此之前',
  befores: {
    ordinary: '正常的帧，别的接口来来去去',
    nothing: '什么都没发生',
    anything: '什么都可能：包括伪造的帧',
  },
  others: '其他 macvlan',
  othersAre: { any: '至多两个', none: '没有' },
  nodst: '子接口带 nodst 标志',
  lists: '子接口的名单上有',
  promisc: '设为混杂模式',
  down: '关闭（down）',
  joined: '加入了组播组',
  how: '何时成立',
  hows: { always: '总是', sometimes: '有时' },
  yaml: '同一说法的 YAML',
  yamlHint: '两边都可以改，另一边会跟着变。',
  atLine: (line) => `第 ${line} 行：`,
  error: (message) => inChinese(message),
  notYet: '文本还不是一个说法，表单显示的是上一个有效的。',
  find: '寻找反例',
  findExample: '寻找实例',
  stop: '停止',
  upTo: '最多试',
  worldsOption: (n) => `${n} 个世界`,
  worlds: (n) => `${n} 个世界`,
  pace: (n) => `每秒 ${n} 个`,
  seconds: (n) => `${n} 秒`,
  searching: '正在搜索……',
  tryOthers: (n) => `再试 ${n} 个`,
  broken: '搜索无法继续：',
  running: '正在运行最小的世界……',
  verdict: {
    counterexample: '不对',
    holds: '没有反例',
    example: '确有其事',
    'no example': '从未见到',
    'no such world': '没有这样的世界',
    stopped: '已停止',
  },
  summary: {
    counterexample: (worlds) => `试了 ${worlds} 个世界，这是与它矛盾的最小的一个`,
    holds: (worlds, fit) => `试了 ${worlds} 个世界，其中 ${fit} 个符合条件，没有一个与它矛盾`,
    example: (worlds) => `试了 ${worlds} 个世界，这是发生此事的最小的一个`,
    'no example': (worlds, fit) => `试了 ${worlds} 个世界，其中 ${fit} 个符合条件，一次也没有发生`,
    'no such world': (worlds) => `${worlds} 个世界里没有一个符合条件：这些条件互相排斥`,
    stopped: (worlds, fit) => `到此为止试了 ${worlds} 个世界，其中 ${fit} 个符合条件，还没有定论`,
  },
  holdsNote: '这不是证明。但试过的每一个世界都有可能成为反例。',
  happened: (verb, who, held, count) => happened(verb, who, held, count),
  way: '帧走过的路',
  waySaid: {
    hop: (from, to) => `${from} → ${to}`,
    sends: (who) => `${who}发出`,
    died: (at, why) => `止于${at}：${why}`,
    taken: (at) => `${at}收下`,
  },
  picture: '帧在途中',
  still: '提出请求时的世界',
  again: '再看一遍',
  watch: '到实验里观看',
  watchHint: '在实验里打开这个世界：一步步看，并追问为什么',
  script: '最小的世界，写成脚本',
  prints: '它打印出',
  ruleByRule: '逐条规则（英文）',
  because: '为什么',
  since: (version) => `Linux ${version} 之前没有这样的世界。`,
  until: (version) => `从 Linux ${version} 起，情况正好相反。`,
  realKernel: '在真正的内核上运行',
  recorded: (kernels) => `正是这个实验在 Linux ${kernels.join('、')} 上运行过，结果相同。`,
  unrecorded: '这是个新实验，还没有问过任何内核。你的内核可以是第一个。',
  fromCheckout: '在 Linux 上，以 root 身份，于 macvlan-lab 的代码目录中运行：',
  withFile: '保存脚本，然后在 Linux 上，以 root 身份，于 macvlan-lab 的代码目录中运行：',
  played: (worlds, kernel) => `其中 ${worlds} 个世界在 Linux ${kernel} 上演过：每一个里内核都与模型一致。`,
  searchAtHome: '在你自己的机器上做同样的搜索：',
  backToClaim: '回到这个说法',
  roles: ROLES,
  roleMeaning: {
    child: '一个 macvlan',
    sibling: '同一父接口上的另一个 macvlan',
    parent: '宿主机自己的接口',
    outside: '交换机另一端口上的站点',
    switch: '宿主机所接的端口',
  },
  destinations: {
    ...ROLES,
    stranger: '无人拥有的地址',
    everyone: '所有人（广播）',
    group: '一个组（组播）',
  },
  verbs: {
    hears: '收到',
    'never hears': '永远收不到',
    'hears once': '恰好收到一次',
    sees: '能看到（tcpdump）',
    'never sees': '永远看不到（tcpdump）',
    'is promiscuous': '处于混杂模式',
    'is not promiscuous': '不处于混杂模式',
    'is granted': '得到允许',
    'is refused': '遭到拒绝',
  },
  sentence: (claim) => sentence(claim),
}

function happened(verb: Verb, who: string, held: boolean, count: number): string {
  switch (verb) {
    case 'hears':
    case 'never hears':
      return (verb === 'hears') === held ? `在这里，${who}收到了。` : `在这里，${who}没有收到。`
    case 'hears once':
      if (held) return `在这里，${who}恰好收到一次。`
      return count > 1 ? `在这里，${who}收到了 ${count} 次。` : `在这里，${who}没有收到。`
    case 'sees':
    case 'never sees':
      return (verb === 'sees') === held ? `在这里，${who}处看得到它。` : `在这里，${who}处看不到它。`
    case 'is promiscuous':
    case 'is not promiscuous':
      return `在这里，${who}${(verb === 'is promiscuous') === held ? '处于' : '不处于'}混杂模式。`
    case 'is granted':
    case 'is refused':
      return (verb === 'is granted') === held ? '在这里，Linux 允许了。' : '在这里，Linux 拒绝了。'
  }
}

function sentence(claim: Claim): string {
  const circumstances = circumstancesOf(claim.when)
  const deed = claim.event === undefined ? '' : `${deedOf(claim.event)}，`
  const end = `${claim.who ? ROLES[claim.who] : ''}${VERBS[claim.verb]}`
  return `${circumstances === '' ? '' : `${circumstances}：`}${deed}${claim.how === 'sometimes' ? '有时' : ''}${end}。`
}

const VERBS: Readonly<Record<Verb, string>> = {
  hears: '会收到',
  'never hears': '永远收不到',
  'hears once': '恰好收到一次',
  sees: '处看得到',
  'never sees': '处永远看不到',
  'is promiscuous': '处于混杂模式',
  'is not promiscuous': '不处于混杂模式',
  'is granted': '内核允许',
  'is refused': '内核拒绝',
}

function circumstancesOf(when: Circumstances): string {
  const { child, sibling, hairpin, lists, nodst, promisc, down, joined, before, others } = when
  const same = child !== undefined && child.join() === sibling?.join()
  const the = (roles: readonly Role[]) => roles.map((role) => ROLES[role]).join('、')
  const modes = same
    ? [`子接口和兄弟接口为 ${modeWords(child)}`]
    : [child && `子接口为 ${modeWords(child)}`, sibling && `兄弟接口为 ${modeWords(sibling)}`]
  const parts = [
    ...modes,
    hairpin === undefined ? undefined : hairpin ? '交换机反射' : '交换机不反射',
    lists.length > 0 ? `子接口的名单上有${the(lists)}` : undefined,
    nodst ? '带 nodst' : undefined,
    promisc.length > 0 ? `${the(promisc)}设为混杂` : undefined,
    down.length > 0 ? `${the(down)}关闭` : undefined,
    joined.length > 0 ? `${the(joined)}加入了组` : undefined,
    others === 'none' ? '没有其他 macvlan' : undefined,
    before === 'nothing' ? '此前什么都没发生' : before === 'anything' ? '无论此前发生过什么' : undefined,
  ]
  return parts.filter(Boolean).join('，')
}

function modeWords(modes: readonly MacvlanMode[]): string {
  return modes.length > 4 ? '任意模式' : `${modes.join(' 或 ')} 模式`
}

function deedOf(event: SendEvent | AskEvent): string {
  switch (event.do) {
    case 'send':
      return sent(event)
    case 'create':
      return `创建${ROLES[event.dev]}${event.address ? `并用${ROLES[event.address]}的地址` : ''}`
    case 'mode':
      return `把${ROLES[event.dev]}改为 ${event.mode} 模式`
    case 'address':
      return `把${ROLES[event.dev]}的地址改成${ROLES[event.address]}的`
    case 'up':
      return `${event.up ? '启用' : '关闭'}${ROLES[event.dev]}`
  }
}

function sent({ from, to, as }: SendEvent): string {
  const under = as === undefined ? '' : as === 'stranger' ? '冒用未知地址' : `冒用${ROLES[as]}的地址`
  if (to === 'everyone') return `${ROLES[from]}${under}发出的广播`
  if (to === 'group') return `${ROLES[from]}${under}发出的组播`
  return `${ROLES[from]}${under}发给${to === 'stranger' ? '无人拥有的地址' : ROLES[to]}的帧`
}

/** 读 YAML 时的错误。没有译文的保持英文原样。 */
function inChinese(message: string): string {
  for (const [pattern, text] of ERRORS) if (pattern.test(message)) return message.replace(pattern, text)
  return message
}

const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^then is missing: one of (.*)$/, '缺少 then，可以是：$1'],
  [/^a claim sends or asks, not both$/, '一个说法要么 send 要么 ask，不能两者都有'],
  [/^send has no (from|to): one of (.*?)(; or a kind)?$/, 'send 缺少 $1，可以是：$2'],
  [/^a (broadcast|multicast) goes to everyone who listens: .*$/, '$1 发给所有听的人：去掉 to 或 kind'],
  [/^ask is for (.*) or (.*)$/, 'ask 要写成 $1 或 $2'],
  [/^set what\? One of (.*)$/, 'set 什么？可以是：$1'],
  [/^"(.*)" needs a who: one of (.*)$/, '“$1”缺少 who，可以是：$2'],
  [/^"(.*)" is the kernel's answer: leave out who$/, '“$1”是内核的答复：去掉 who'],
  [/^"(.*)" needs an ask$/, '“$1”需要一个 ask'],
  [/^"(.*)" needs something that is sent: send$/, '“$1”需要有东西发出：send'],
  [/^"(.*)" is said of a device of the host$/, '“$1”只能用于主机的接口'],
  [/^"(.*)" is not what a switch does: write sees$/, '交换机只能看到：把“$1”换成 sees 或 never sees'],
  [/^"(.*)" and "sometimes" are a riddle: .*$/, '“$1”与 sometimes 放在一起令人费解：把句子反过来说'],
  [/^lists is for a child in source mode$/, 'lists 只用于 source 模式的 child'],
  [/^(.*) has no "(.*)": (.*)$/, '$1 里没有“$2”，可以是：$3'],
  [/^(.*) cannot be "(.*)": one of (.*?)( \(or any\))?$/, '$1 不能是“$2”，可以是：$3'],
  [/^(.*) is true or false$/, '$1 只能是 true 或 false'],
  [/^(.*) must be a mapping$/, '$1 应当是“名: 值”的集合'],
  [/^(.*) must be a list$/, '$1 应当是列表'],
  [/^(.*) must be text$/, '$1 应当是文本'],
]
