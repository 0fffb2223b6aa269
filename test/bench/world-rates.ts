import { BROADCAST, type Mac } from '../../src/frame/mac.ts'
import type { FixedLink } from '../../src/fuzz/bench.ts'
import { frameBytes } from '../../src/fuzz/frame-bytes.ts'
import * as links from '../../src/fuzz/kernel/link-requests.ts'
import { KernelNamespace } from '../../src/fuzz/kernel/namespace.ts'

/**
 * How many worlds a second the kernel alone has to give, on one core: three macvlans on a parent that stays, ten frames, and
 * away with them; nothing is asked, and nothing compared. What takes the kernel its time is devices that come and go.
 * A program of its own; prints worlds a second.
 */
const PARENTS = 30
const PLACES = 2
const SECONDS = 5
const MODES = ['vepa', 'bridge', 'private'] as const
const FRAMES = 10
const mac = (index: number) => (0x0200_0000_00a0 + index) as Mac
const indexOf = (parent: number) => 100 + 10 * parent

class Place {
  private readonly room = new KernelNamespace()
  private cleared: Promise<unknown> = Promise.resolve()

  constructor() {
    for (let parent = 0; parent < PARENTS; parent++) this.build(indexOf(parent))
  }

  private build(index: number): void {
    const link = (name: string, at: number): FixedLink => ({
      name: `${name}${index}`,
      index: at,
      mac: at as Mac,
    })
    this.must(
      links.addBridge(link('b', index + 2)),
      links.addVeth(link('p', index), link('w', index + 1)),
      links.changeLink(index + 1, { master: index + 2 }),
      links.changeLink(index + 1, { up: true }),
      links.changeLink(index, { up: true }),
      links.changePort(index + 1, { hairpin: true }),
    )
  }

  private must(...messages: Parameters<KernelNamespace['netlink']['requestAll']>[0]): void {
    const refused = this.room.netlink.requestAll(messages).find((reply) => reply !== 'ok')
    if (refused !== undefined) throw new Error(`the bench was refused something: ${refused}`)
  }

  async play(): Promise<void> {
    await this.cleared
    for (let parent = 0; parent < PARENTS; parent++) this.world(indexOf(parent))
    this.room.drain(() => {})
    this.cleared = this.room.netlink.requestLater(links.deleteGroup())
  }

  private world(lower: number): void {
    this.must(
      ...MODES.map((mode, slot) =>
        links.addMacvlan({
          kind: 'macvlan',
          name: `m${lower}.${slot}`,
          index: lower + 3 + slot,
          ...{ lower, mode, mac: mac(slot), up: true, mtu: undefined, netns: undefined, options: {} },
        }),
      ),
    )
    for (let frame = 0; frame < FRAMES; frame++) this.send(lower + 3, frame % 3, frame)
  }

  private send(first: number, slot: number, frame: number): void {
    const dst = frame % 3 === 0 ? BROADCAST : mac((frame + 1) % 3)
    this.room.send(
      first + slot,
      frameBytes({ do: 'send', dev: 'm', dst, src: mac(slot), etherType: 0x88b5, length: 60 }),
    )
  }

  async close(): Promise<void> {
    await this.cleared
    this.room.close()
  }
}

const places = Array.from({ length: PLACES }, () => new Place())
const start = performance.now()
let worlds = 0
while (performance.now() - start < SECONDS * 1000) {
  await places[(worlds / PARENTS) % PLACES]!.play()
  worlds += PARENTS
}
const elapsed = (performance.now() - start) / 1000
for (const place of places) await place.close()
process.stdout.write(String(worlds / elapsed))
