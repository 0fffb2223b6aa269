import { describe, expect, it } from 'vitest'
import { toHex } from '../../src/frame/frame.ts'
import { parsePcap } from '../../src/frame/pcap.ts'
import { openPacketSocket } from '../../src/world/sockets-open.ts'
import { model, newBench, SETUP } from './bench.ts'
import { CASES } from './mausezahn-cases.ts'
import { kernel, recorded } from './real.ts'

interface Sent {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
  readonly frames: readonly string[]
}

/** Each case with a capture of its own; the ARP of the kernel itself is answered beforehand. */
function record(): readonly Sent[] {
  const runs = CASES.map(
    (args, i) => `
tcpdump -i eth0 -Q out --immediate-mode -U -w f${i} 2>/dev/null & t=$!
while [ ! -s f${i} ]; do sleep 0.01; done
mausezahn eth0 ${args} > o${i} 2> e${i}; echo $? > s${i}
sleep 0.03
kill $t; wait $t 2>/dev/null
for x in o e s f; do echo "$x $(base64 -w0 $x"${i}")"; done`,
  )
  const { stdout } = kernel(
    `${SETUP}\nping -c 1 192.168.56.123 >/dev/null\nip neigh replace 192.168.56.123 lladdr 02:00:00:00:00:0b dev eth0 nud permanent\nip -n b neigh replace 192.168.56.122 lladdr 02:00:00:00:00:0a dev eth0 nud permanent\n${runs.join('\n')}`,
  )
  const values = [...stdout.matchAll(/^[oesf] (.*)$/gm)].map(([, value]) => Buffer.from(value!, 'base64'))
  return CASES.map((_, i) => {
    const [out, err, status, file] = values.slice(i * 4, i * 4 + 4)
    const pcap = parsePcap(file!)
    if (typeof pcap === 'string') throw new Error(`${CASES[i]}: ${pcap}`)
    const frames = pcap.packets.map(({ bytes }) => toHex(bytes))
    return {
      stdout: out!.toString('latin1'),
      stderr: err!.toString('latin1'),
      status: Number(status),
      frames,
    }
  })
}

/** What a kernel may choose freely: how long it took, and the numbers it gives to routed packets. */
function normalised({ stdout, stderr, status, frames }: Sent, args: string): Sent {
  const routed = / -t (icmp|udp|ip)\b/.test(` ${args}`) && !/-a |-b |-Q /.test(args)
  return {
    ...{ stdout, status },
    stderr: stderr.replace(/\(\d+ packets per second\)/g, '(N packets per second)'),
    frames: frames.map((frame) =>
      routed ? `${frame.slice(0, 36)}....${frame.slice(40, 48)}....${frame.slice(52)}` : frame,
    ),
  }
}

describe('mausezahn sends and says what mausezahn 0.6.8 does', async () => {
  const real = recorded('mausezahn', record)
  const world = newBench()
  await model(world, SETUP)
  await model(world, 'ping -c 1 192.168.56.123')
  const netns = world.machines.get('host')!.root
  it.each(CASES.map((args, i) => [args, i] as const))('mausezahn eth0 %s', async (args, i) => {
    const socket = openPacketSocket(world, { netns, dev: netns.byName.get('eth0') })
    const outcome = await model(world, `mausezahn eth0 ${args}`)
    const frames = socket.queue
      .filter(({ type }) => type === 'outgoing')
      .map(({ frame }) => toHex(frame.bytes))
    world.sockets.delete(socket)
    const expected = normalised(real[i]!, args)
    expect(normalised({ ...outcome, frames: frames.filter(byHand(args)) }, args)).toEqual({
      ...expected,
      frames: expected.frames.filter(byHand(args)),
    })
  })
})

/** Not the ARP requests of the kernel itself. */
function byHand(args: string): (frame: string) => boolean {
  return (frame) => args.includes('arp') || frame.slice(24, 28) !== '0806'
}
