import type {
  AskEvent,
  Circumstances,
  Claim,
  Destination,
  Place,
  Role,
  SendEvent,
  Verb,
} from '../../src/claims/claim.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { GroupName } from '../claims/sayings.ts'

/** Every word of the view of claims, in English. It is loaded with the view. */
export const claimsEn = {
  /** In which of both languages sayings are told. */
  inBoth: 'en' as 'en' | 'zh',
  about:
    'A claim says who sends what to whom, and who hears it. The computer draws thousands of worlds in which it should be true, and looks for one in which it is not.',
  search: 'Search: private, hairpin, host …',
  sayings: 'What people say',
  compose: 'Compose a claim',
  composeHint: 'Say it yourself, and see whether it is true',
  allClaims: 'All claims',
  found: (n: number, all: number) => (n === all ? `${all} claims` : `${n} of ${all} claims`),
  noSaying: 'Nobody says that, as far as we know. Compose it yourself.',
  group: {
    'private-vepa': 'Private and VEPA',
    'host-bridge': 'The host, and bridge mode',
    'passthru-source': 'Passthru and source',
    addresses: 'Addresses and promiscuity',
  } satisfies Record<GroupName, string> as Record<GroupName, string>,
  yourClaim: 'Your claim',
  exactly: 'Put exactly:',
  lookCloser: 'Look at it closely, and change it',
  notAClaim: 'Not a claim yet',
  /** The form. */
  form: 'The claim',
  subject: 'It is about',
  subjects: { send: 'a frame that is sent', ask: 'what the kernel answers', be: 'a device’s state' },
  from: 'from',
  to: 'to',
  as: 'under the address of',
  ownAddress: 'its sender',
  asks: 'somebody',
  deeds: {
    create: 'creates',
    mode: 'changes the mode of',
    address: 'changes the address of',
    up: 'brings up',
    down: 'takes down',
  },
  withAddress: 'with the address of',
  anyAddress: 'nobody else',
  toMode: 'to',
  conclusion: 'then',
  who: 'who',
  modesOf: (role: string) => `Mode of ${role}`,
  anyMode: 'whichever: none is named',
  hairpin: 'The switch reflects',
  hairpins: { unsaid: 'perhaps', true: 'yes (hairpin on)', false: 'no (hairpin off)' },
  more: 'More circumstances',
  before: 'Before that',
  befores: {
    ordinary: 'honest frames, others come and go',
    nothing: 'nothing happened',
    anything: 'anything at all: forged frames too',
  },
  others: 'Other macvlans',
  othersAre: { any: 'up to two', none: 'none' },
  nodst: 'The child has nodst',
  lists: 'The child lists',
  promisc: 'Made promiscuous',
  down: 'Down',
  joined: 'In the multicast group',
  how: 'It happens',
  hows: { always: 'always', sometimes: 'sometimes' },
  yaml: 'The same in YAML',
  yamlHint: 'Change it here or there: each follows the other.',
  atLine: (line: number) => `Line ${line}:`,
  error: (message: string) => message,
  notYet: 'The text is not a claim yet. The form shows the last one that was.',
  /** The search. */
  find: 'Find a counterexample',
  findExample: 'Find an example',
  stop: 'Stop',
  upTo: 'in up to',
  worldsOption: (n: string) => `${n} worlds`,
  worlds: (n: string) => `${n} worlds`,
  pace: (n: string) => `${n} worlds/s`,
  seconds: (n: string) => `${n} s`,
  searching: 'Searching …',
  tryOthers: (n: string) => `Try ${n} others`,
  broken: 'The search could not go on:',
  running: 'Running the smallest world …',
  /** What came of it. */
  verdict: {
    counterexample: 'Wrong',
    holds: 'Not contradicted',
    example: 'It happens',
    'no example': 'Never seen',
    'no such world': 'There is no such world',
    stopped: 'Stopped',
  },
  summary: {
    counterexample: (worlds: string) =>
      `the smallest of the worlds that contradict it, among ${worlds} tried`,
    holds: (worlds: string, fit: string) =>
      `${worlds} worlds tried; ${fit} had its circumstances, and none contradicts it`,
    example: (worlds: string) => `the smallest world in which it does, among ${worlds} tried`,
    'no example': (worlds: string, fit: string) =>
      `${worlds} worlds tried; ${fit} had its circumstances, and it happens in none`,
    'no such world': (worlds: string) =>
      `none of ${worlds} worlds had its circumstances: they exclude one another`,
    stopped: (worlds: string, fit: string) =>
      `${worlds} worlds tried until then, ${fit} with its circumstances: none decides it`,
  },
  holdsNote: 'That is no proof. But each world that was tried could have been the one.',
  happened: (verb: Verb, who: string, held: boolean, count: number) => happened(verb, who, held, count),
  way: 'The way of the frame',
  waySaid: {
    hop: (from: string, to: string) => `${from} → ${to}`,
    sends: (who: string) => `${who} sends it`,
    died: (at: string, why: string) => `ends at ${at}: ${why}`,
    taken: (at: string) => `${at} takes it`,
  },
  picture: 'The frame on its way',
  still: 'The world in which it was asked',
  again: 'Once more',
  watch: 'Watch it in the lab',
  watchHint: 'Opens this world in the lab: step through it, and ask why',
  script: 'The smallest world, as a script',
  prints: 'It prints',
  ruleByRule: 'Rule by rule',
  because: 'Why',
  since: (version: string) => `Before Linux ${version} there are no such worlds.`,
  until: (version: string, now: string) => `Since Linux ${version} it is the other way round: ${now}.`,
  /** The kernel. */
  realKernel: 'Run this on a real kernel',
  recorded: (kernels: readonly string[]) =>
    `This very lab was run on Linux ${kernels.join(', ')}: it did the same.`,
  unrecorded: 'This lab is new: no kernel has been asked yet. Yours can be the first.',
  fromCheckout: 'In a checkout of macvlan-lab, on Linux, as root:',
  withFile: 'Save the script, and in a checkout of macvlan-lab, on Linux, as root:',
  played: (worlds: number, kernel: string) =>
    `${worlds} of its worlds were played on Linux ${kernel}: the kernel and the model did the same in each.`,
  searchAtHome: 'The same search on your own machine:',
  backToClaim: 'The claim',
  roles: {
    child: 'child',
    sibling: 'sibling',
    parent: 'parent',
    outside: 'outside',
    switch: 'switch',
  } as Readonly<Record<Place, string>>,
  roleMeaning: {
    child: 'a macvlan',
    sibling: 'another macvlan of the same parent',
    parent: 'the host’s own device',
    outside: 'a station at another port of the switch',
    switch: 'the port that the host is plugged into',
  } as Readonly<Record<Place, string>>,
  destinations: {
    child: 'child',
    sibling: 'sibling',
    parent: 'parent',
    outside: 'outside',
    stranger: 'an address that nobody has',
    everyone: 'everyone (broadcast)',
    group: 'a group (multicast)',
  } as Readonly<Record<Destination, string>>,
  verbs: {
    hears: 'hears it',
    'never hears': 'never hears it',
    'hears once': 'hears it once',
    sees: 'sees it (tcpdump)',
    'never sees': 'never sees it (tcpdump)',
    'is promiscuous': 'is promiscuous',
    'is not promiscuous': 'is not promiscuous',
    'is granted': 'it is granted',
    'is refused': 'it is refused',
  } as Readonly<Record<Verb, string>>,
  sentence: (claim: Claim) => sentence(claim),
}

export type ClaimWords = typeof claimsEn

const THE: Readonly<Record<Place, string>> = {
  child: 'the child',
  sibling: 'the sibling',
  parent: 'the parent',
  outside: 'the station outside',
  switch: 'the switch',
}

function happened(verb: Verb, who: string, held: boolean, count: number): string {
  switch (verb) {
    case 'hears':
    case 'never hears':
      return (verb === 'hears') === held
        ? `Here the ${who} does hear it.`
        : `Here the ${who} does not hear it.`
    case 'hears once':
      if (held) return `Here the ${who} hears it exactly once.`
      return count > 1 ? `Here the ${who} hears it ${count} times.` : `Here the ${who} does not hear it.`
    case 'sees':
    case 'never sees':
      return (verb === 'sees') === held
        ? `Here it is seen at the ${who}.`
        : `Here it is not seen at the ${who}.`
    case 'is promiscuous':
    case 'is not promiscuous':
      return `Here the ${who} is ${(verb === 'is promiscuous') === held ? '' : 'not '}promiscuous.`
    case 'is granted':
    case 'is refused':
      return (verb === 'is granted') === held ? 'Here Linux grants it.' : 'Here Linux refuses.'
  }
}

/** A claim whose author has not said it in words. */
function sentence(claim: Claim): string {
  const circumstances = circumstancesOf(claim.when)
  const said = claim.event === undefined ? conclusion(claim) : `${deed(claim.event)} ${conclusion(claim)}`
  const whole = circumstances === '' ? said : `${circumstances}, ${said}`
  const told = claim.how === 'sometimes' ? `It can happen: ${whole}` : whole
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`
}

function circumstancesOf(when: Circumstances): string {
  const { child, sibling, hairpin, lists, nodst, promisc, down, joined, before, others } = when
  const same = child !== undefined && child.join() === sibling?.join()
  const the = (roles: readonly Role[]) =>
    listed(
      roles.map((role) => THE[role]),
      'and',
    )
  const modes = same
    ? [`with child and sibling in ${modeWords(child)}`]
    : [
        child && `with the child in ${modeWords(child)}`,
        sibling && `with the sibling in ${modeWords(sibling)}`,
      ]
  const parts = [
    ...modes,
    hairpin === undefined ? undefined : `behind a switch that ${hairpin ? 'reflects' : 'does not reflect'}`,
    lists.length > 0 ? `${the(lists)} on the child’s list` : undefined,
    nodst ? 'with nodst' : undefined,
    promisc.length > 0 ? `${the(promisc)} promiscuous` : undefined,
    down.length > 0 ? `${the(down)} down` : undefined,
    joined.length > 0 ? `${the(joined)} in the group` : undefined,
    others === 'none' ? 'without further macvlans' : undefined,
    before === 'nothing' ? 'from a fresh start' : before === 'anything' ? 'whatever came before' : undefined,
  ]
  return parts.filter(Boolean).join(', ')
}

function modeWords(modes: readonly MacvlanMode[]): string {
  return modes.length > 4 ? 'any mode' : `${listed(modes, 'or')} mode`
}

function listed(words: readonly string[], link: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${link} ${words.at(-1)}`
}

function deed(event: SendEvent | AskEvent): string {
  switch (event.do) {
    case 'send':
      return sent(event)
    case 'create':
      return `to create ${THE[event.dev]}${event.address ? ` with the address of ${THE[event.address]}` : ''}`
    case 'mode':
      return `to change ${THE[event.dev]} to ${event.mode} mode`
    case 'address':
      return `to give ${THE[event.dev]} the address of ${THE[event.address]}`
    case 'up':
      return `to ${event.up ? 'bring up' : 'take down'} ${THE[event.dev]}`
  }
}

function sent({ from, to, as }: SendEvent): string {
  const under =
    as === undefined
      ? ''
      : as === 'stranger'
        ? ' under an unknown address'
        : ` under the address of ${THE[as]}`
  const what =
    to === 'everyone'
      ? `a broadcast of ${THE[from]}`
      : to === 'group'
        ? `a multicast of ${THE[from]}`
        : `what ${THE[from]} sends to ${to === 'stranger' ? 'an address that nobody has' : THE[to]}`
  return `${what}${under}`
}

function conclusion({ verb, who, event }: Claim): string {
  const name = who ? THE[who] : ''
  if (event === undefined) return `${name} ${verb}`
  switch (verb) {
    case 'hears':
      return `is heard by ${name}`
    case 'never hears':
      return `is never heard by ${name}`
    case 'hears once':
      return `is heard by ${name} exactly once`
    case 'sees':
      return `is seen at ${name}`
    case 'never sees':
      return `is never seen at ${name}`
    case 'is granted':
    case 'is refused':
      return verb
    case 'is promiscuous':
    case 'is not promiscuous':
      return `leaves ${name} ${verb.slice(3)}`
  }
}
