import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { prepareKernelRun } from '../../src/harness/kernel.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import { parseTopology } from '../../src/topology/parse-topology.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { kernelRefusal, runLab, tryLab } from './kernel-here.ts'

if (kernelRefusal) console.warn(`kernel runs skipped: ${kernelRefusal}`)

const runLabFile = 'node_modules/.cache/macvlan-lab/run-lab.js'

interface RunningProcess {
  readonly pid: number
  readonly parent: number
  readonly line: string
}

function processes(): readonly RunningProcess[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, 'latin1'))![1]
      return [
        {
          pid: Number(entry),
          parent: Number(parent),
          line: readFileSync(`/proc/${entry}/cmdline`, 'latin1'),
        },
      ]
    } catch {
      return [] // not a process, or one that has just ended
    }
  })
}

function descendants(pid: number): readonly number[] {
  const children = processes().filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child.pid, ...descendants(child.pid)])
}

const links = (): string => execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' })

describe.skipIf(kernelRefusal !== undefined)('a lab on the real kernel', () => {
  test('gives the script’s own output, errors and status, under its own name', async () => {
    const { stdout, stderr, status } = await runLab(
      'echo out; echo err >&2\nfrobnicate\nexit 7\n',
      {},
      'a/b.sh',
    )
    expect({ stdout, stderr, status }).toEqual({
      stdout: 'out\n',
      stderr: 'err\na/b.sh: line 2: frobnicate: command not found\n',
      status: 7,
    })
  })

  test('starts in an empty home as root, with a real pipe for output and no terminal', async () => {
    const text =
      'pwd; id -u; ls -A; hostname; readlink /proc/self/fd/1 | cut -c1-4; echo hi >/dev/stdout; tty; cat\n'
    const { stdout } = await runLab(text, { stdin: 'typed\n' })
    expect(stdout).toBe('/root\n0\nlab.sh\nhost\npipe\nhi\nnot a tty\ntyped\n')
  })

  test('a status above 128 tells the signal; SIGPIPE is not ignored', async () => {
    expect((await runLab('kill -TERM $$\n')).status).toBe(143)
    expect((await runLab('yes | head -1; echo ${PIPESTATUS[0]}\n')).stdout).toBe('y\n141\n')
  })

  test('each machine has its own devices, namespaces, /sys, /tmp and name', async () => {
    const { stdout } = await runLab(`ip netns add a; on gw ip netns add b; ip netns list; on gw ip netns list
touch /tmp/here; on gw ls /tmp; on sw ls /sys/class/net; ls /sys/class/net; on gw hostname; on gw pwd\n`)
    expect(stdout).toBe('a\nb\np1\np2\nsw\neth0\nlo\ngw\n/root\n'.replace('p1', 'lo\np1'))
  })

  test('`on` has messages of its own', async () => {
    const { stdout, stderr } = await runLab(
      'on nobody ls; echo $?; on gw; echo $?; on gw frobnicate; echo $?\n',
    )
    expect(stdout).toBe('1\n2\n127\n')
    expect(stderr).toBe(
      'on: no machine "nobody"\nusage: on MACHINE COMMAND [ARG]...\non: frobnicate: command not found\n',
    )
  })

  test('a guest is a machine of its own, and leaves nothing behind when it stops', async () => {
    const { stdout, stderr } = await runLab(`ip tuntap add t0 mode tap; ip link set t0 up; touch /tmp/here
vm start g --nic t0; on g hostname; on g ls /tmp /sys/class/net; on g touch /tmp/there; on g ip netns add inner
vm stop g; on g true; vm start g --nic t0; on g ls /tmp; on g ip netns; on gw on g hostname
vm stop g; ls /run/macvlan-lab; ip link show t0 | grep -o NO-CARRIER\n`)
    expect(stdout).toBe('g\n/sys/class/net:\neth0\nlo\n\n/tmp:\ng\non\nvm\nNO-CARRIER\n')
    expect(stderr).toBe('on: no machine "g"\n')
  })

  test('what ip says of a guest’s frames holds for all that were sent before', async () => {
    const { stdout, trace } = await runLab(`ip link add link eth0 name vtap0 type macvtap mode bridge
ip link set vtap0 up; vm start g --nic vtap0
to=$(cat /sys/class/net/vtap0/address)
for round in 1 2 3 4 5; do
  on gw mausezahn eth0 -q -c 50 -b $to -a 02:00:00:00:00:ee '88:b5:00' > /dev/null
  on g ip -j -s link show eth0 | grep -o '"rx":{"bytes":[0-9]*,"packets":[0-9]*'
done\n`)
    const counts = stdout.match(/\d+$/gm)
    expect(counts).toEqual(['50', '100', '150', '200', '250'])
    const seen = trace.filter(({ machine, dev }) => machine === 'g' && dev === 'eth0')
    expect(seen.length).toBe(250)
  })

  test('IPv6 is off everywhere, in namespaces that the script makes too', async () => {
    const show = 'cat /proc/sys/net/ipv6/conf/{all,default}/disable_ipv6'
    const { stdout } = await runLab(`${show}; ip netns add a; ip netns exec a bash -c '${show}'
unshare -n bash -c 'ip link set lo up; ${show}'; ip -6 addr\n`)
    expect(stdout).toBe(existsSync('/proc/sys/net/ipv6') ? '1\n'.repeat(6) : '')
  })

  test('the disk is read-only, and the machine’s own interfaces are out of reach', async () => {
    const before = links()
    const { stderr } = await runLab('touch /etc/lab-was-here\nip link del lo\nip -br link | grep -c .\n')
    expect(stderr).toContain("touch: cannot touch '/etc/lab-was-here': Read-only file system")
    expect(existsSync('/etc/lab-was-here')).toBe(false)
    expect(links()).toBe(before)
  })

  test('a deleted namespace takes its devices with it', async () => {
    const { stdout } = await runLab(`ip netns add a; ip link add v1 type veth peer name v2 netns a
ip netns del a; for i in $(seq 100); do ip link show v1 >/dev/null 2>&1 || break; sleep 0.02; done; ls /sys/class/net\n`)
    expect(stdout).toBe('eth0\nlo\n')
  })

  test('a boot command that fails is named', async () => {
    const file = 'name: x\ntopology: { nodes: { a: { kind: linux, exec: [ip link set nope up] } } }'
    const result = parseTopology(file)
    const run = await tryLab('true\n', { topology: result.ok ? result.topology : defaultTopology })
    expect(run).toEqual({
      outcome: 'refused',
      message: 'node "a": exec "ip link set nope up" ended with status 1: Cannot find device "nope"',
    })
  })

  test('limits end what does not end by itself, and say which it was', async () => {
    expect(await tryLab('while true; do :; done\n', { limits: { seconds: 0.5 } })).toEqual({
      outcome: 'stopped',
      limit: 'seconds',
      message: 'the script ran for more than 0.5 seconds',
    })
    expect(await tryLab('yes\n', { limits: { output: 100_000 } })).toMatchObject({ limit: 'output' })
    const flood = await tryLab('ping -f -c 100000 127.0.0.1 >/dev/null\n', { limits: { frames: 1000 } })
    expect(flood).toMatchObject({ limit: 'frames' })
  })

  test('an agent can be started ahead of time', async () => {
    const agent = prepareKernelRun()!
    expect((await runLab('echo ready\n', { agent })).stdout).toBe('ready\n')
  })
})

describe.skipIf(kernelRefusal !== undefined)('the trace', () => {
  const script = `ip netns add a; ip link add link eth0 name mv0 netns a address 02:00:00:00:00:0a type macvlan mode bridge
ip -n a addr add 192.168.56.10/24 dev mv0; ip -n a link set mv0 up
ip netns exec a ping -c 1 192.168.56.1 >/dev/null
ip -n a link set mv0 down; ip -n a link set mv0 name mv1; ip -n a link set mv1 up
ip netns exec a ping -c 1 192.168.56.1 >/dev/null\n`

  test('shows each frame at each device, by the name it had then', async () => {
    const { trace } = await runLab(script)
    const inA = trace
      .filter(({ netns }) => netns === 'a')
      .map(({ dev, type, frame }) => `${dev} ${type} ${frame.slice(24, 28)}`)
    expect(inA.slice(0, 4)).toEqual([
      'mv0 outgoing 0806',
      'mv0 host 0806',
      'mv0 outgoing 0800',
      'mv0 host 0800',
    ])
    expect(new Set(inA.slice(4).map((line) => line.split(' ')[0]))).toEqual(new Set(['mv1']))
    const request = trace
      .filter(({ frame }) => frame === trace[0]!.frame)
      .map(({ machine, netns, dev, type }) => [machine, netns, dev, type].filter(Boolean).join(' '))
    expect(request.slice(0, 6).sort()).toEqual([
      'gw eth0 broadcast',
      'host a mv0 outgoing',
      'host eth0 outgoing',
      'sw p1 broadcast',
      'sw p2 outgoing',
      'sw sw broadcast',
    ])
    const times = trace.filter(({ dev }) => dev === 'mv0').map(({ time }) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('shows the VLAN tag where it belongs', async () => {
    const { trace } = await runLab(
      'mausezahn eth0 -c 1 "ff:ff:ff:ff:ff:ff 02:00:00:00:00:01 81:00 00:07 88:b5 01:02" >/dev/null 2>&1\n',
    )
    const seen = trace.filter(({ machine, dev }) => machine === 'gw' && dev === 'eth0')
    expect(seen.map(({ frame }) => frame.slice(0, 40))).toEqual([
      'ffffffffffff020000000001810000' + '0788b50102',
    ])
  })

  test('shows the first frame of a namespace that was made a moment ago', async () => {
    const { trace } = await runLab(`for i in 1 2 3 4 5 6 7 8; do
  ip netns add n$i; ip link add link eth0 name mv0 netns n$i type macvlan; ip -n n$i link set mv0 up
  ip netns exec n$i mausezahn mv0 -c 1 -a own -b bc -t arp >/dev/null 2>&1
done\n`)
    const counts = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (i) => trace.filter(({ netns, type }) => netns === `n${i}` && type === 'outgoing').length,
    )
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
  })

  test('is the same in every run, on a busy machine too', async () => {
    const named = namedMacs(defaultTopology, script)
    const first = await runLab(script)
    const runs = await Promise.all(Array.from({ length: 6 }, () => runLab(script)))
    expect(first.trace.length).toBeGreaterThan(20)
    for (const run of runs) expect(formatDifferences(compare(first, run, named), 'first', 'again')).toBe('')
  })
})

describe.skipIf(kernelRefusal !== undefined)('the published lab', () => {
  const read = (name: string): string => readFileSync(`test/scenarios/${name}`, 'utf8')
  const file = parseTopology(read('published-lab.clab.yml'))
  const topology = file.ok ? file.topology : defaultTopology

  test('fails at its slip, and its ping finds nobody', async () => {
    const { stdout, stderr, status } = await runLab(
      read('published-lab.sh'),
      { topology },
      'published-lab.sh',
    )
    expect(stderr).toContain('Cannot find device "mac2"\n')
    expect(stdout).toContain('2 packets transmitted, 0 received, 100% packet loss')
    expect(status).toBe(1)
  })

  test('works when it is mended', async () => {
    const { stdout, status, trace } = await runLab(read('published-lab-mended.sh'), { topology })
    expect(stdout).toContain('2 packets transmitted, 2 received, 0% packet loss')
    expect(status).toBe(0)
    expect(trace.length).toBe(22)
  })
})

describe.skipIf(kernelRefusal !== undefined)('killed with SIGKILL at any moment', () => {
  /** A long lab in a process of its own; `mark` shows in the command line of everything it starts. */
  const start = async (text: string): Promise<ChildProcess> => {
    const victim = spawn(process.execPath, [runLabFile, text])
    await once(victim.stdout, 'data')
    return victim
  }

  const expectNothingLeft = async (mark: string, started: ReadonlySet<number>): Promise<void> => {
    const remains = (): readonly string[] =>
      processes().flatMap(({ pid, line }) =>
        started.has(pid) || line.includes(mark) ? [`${pid} ${line}`] : [],
      )
    for (let i = 0; i < 50 && remains().length > 0; i++) await sleep(100)
    expect(started.size).toBeGreaterThan(0)
    expect(remains()).toEqual([])
  }

  test('it leaves no process, mount or link behind', async () => {
    const mark = `86399.${process.pid}`
    const text = `for i in 1 2 3 4; do ip netns add n$i; done
ip link add link eth0 name mac1 netns n1 type macvlan mode bridge
ip -n n1 link set mac1 up
on gw sleep ${mark} & ip netns exec n1 sleep ${mark} &
sleep ${mark}\n`
    const mounts = readFileSync('/proc/self/mounts', 'latin1')
    const before = links()
    const started = new Set<number>()
    for (const delay of [0, 5, 20, 40, 60, 80, 100, 120, 140, 160, 200, 250, 300, 500]) {
      const victim = await start(text)
      await sleep(delay)
      for (const pid of descendants(victim.pid!)) started.add(pid)
      victim.kill('SIGKILL')
    }
    await expectNothingLeft(mark, started)
    expect(readFileSync('/proc/self/mounts', 'latin1')).toBe(mounts)
    expect(links()).toBe(before)
  })

  test('even while the agent is too busy to notice', async () => {
    const victim = await start('sleep 86398\n')
    await sleep(400)
    const started = descendants(victim.pid!)
    const agent = processes().filter(
      ({ pid, line }) => started.includes(pid) && line.startsWith(process.execPath),
    )
    for (const { pid } of agent) process.kill(pid, 'SIGSTOP')
    expect(agent.length).toBe(1)
    victim.kill('SIGKILL')
    await expectNothingLeft('86398', new Set(started))
  })
})

test.skipIf(kernelRefusal !== undefined || process.geteuid?.() !== 0)(
  'an ordinary user sees the same',
  () => {
    const text =
      'id -u; ip addr add 192.168.56.9/24 dev eth0; ip netns add a; ping -c 1 192.168.56.1 >/dev/null; ip -o link | wc -l; ip netns\n'
    const arguments_ = [
      '--reuid',
      '65534',
      '--regid',
      '65534',
      '--clear-groups',
      process.execPath,
      runLabFile,
      text,
    ]
    const answer = execFileSync('setpriv', arguments_, { encoding: 'utf8' }).split('\n')[1]!
    expect(JSON.parse(answer)).toMatchObject({
      outcome: 'ended',
      observation: { stdout: '0\n2\na\n', stderr: '' },
    })
  },
)

test.skipIf(kernelRefusal !== undefined)('a loop of switches ends with the limit that it hit', async () => {
  const file = `name: loop
topology:
  nodes: { pc: { kind: linux }, s1: { kind: bridge }, s2: { kind: bridge } }
  links:
    - endpoints: ["pc:eth0", "s1:p1"]
    - endpoints: ["s1:a", "s2:a"]
    - endpoints: ["s1:b", "s2:b"]`
  const result = parseTopology(file)
  const run = await tryLab('mausezahn eth0 -c 1 -b bc -t arp >/dev/null 2>&1; sleep 60\n', {
    topology: result.ok ? result.topology : defaultTopology,
    limits: { frames: 20_000 },
  })
  expect(run).toEqual({ outcome: 'stopped', limit: 'frames', message: 'the lab made more than 20000 frames' })
})
