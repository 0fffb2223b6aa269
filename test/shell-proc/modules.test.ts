import { expect, it } from 'vitest'
import { inModel } from './side-by-side.ts'

const HEADER = 'Module                  Size  Used by\n'

it('a kernel with modules loads and lists them, with what they need', async () => {
  expect(await inModel('lsmod\nmodprobe macvlan\nlsmod | grep macvlan\nmodprobe -v bridge\nlsmod')).toBe(
    `$ lsmod\n${HEADER}[0]\n` +
      '$ modprobe macvlan\n[0]\n' +
      '$ lsmod | grep macvlan\nmacvlan                28672  0\n[0]\n' +
      '$ modprobe -v bridge\n' +
      'insmod /lib/modules/6.18.0/kernel/net/llc/llc.ko \n' +
      'insmod /lib/modules/6.18.0/kernel/net/802/stp.ko \n' +
      'insmod /lib/modules/6.18.0/kernel/net/bridge/bridge.ko \n[0]\n' +
      `$ lsmod\n${HEADER}bridge                311296  0\nstp                    16384  1 bridge\n` +
      'llc                    16384  2 bridge,stp\nmacvlan                28672  0\n[0]\n',
  )
})

it('making a device loads its module, and the module takes its devices along when it goes', async () => {
  const script = [
    'ip link add p1 type veth peer name q1',
    'ip link add m1 link p1 type macvlan',
    "lsmod | awk 'NR > 1 { print $1, $3 }' | sort",
    'modprobe -r macvlan',
    'ip link show m1',
    "lsmod | awk 'NR > 1 { print $1, $3 }'",
  ]
  const said = (await inModel(script.join('\n'))).split('\n')
  expect(said.filter((line) => /^(macvlan|veth) \d|does not exist/.test(line))).toEqual([
    'macvlan 0',
    'veth 0',
    'Device "m1" does not exist.',
    'veth 0',
  ])
})

it('a module that another one stands on stays', async () => {
  expect(await inModel('modprobe bridge\nmodprobe -r stp\nrmmod llc\nmodprobe -r bridge\nlsmod')).toContain(
    '$ modprobe -r stp\nmodprobe: FATAL: Module stp is in use.\n[1]\n' +
      '$ rmmod llc\nrmmod: ERROR: Module llc is in use by: bridge stp\n[1]\n' +
      `$ modprobe -r bridge\n[0]\n$ lsmod\n${HEADER}[0]\n`,
  )
})

it('a kernel with everything built in says nothing, and lists nothing', async () => {
  expect(
    await inModel('modprobe macvlan\nlsmod\nmodprobe foo\nmodprobe -r macvlan', { modules: 'builtin' }),
  ).toBe(
    `$ modprobe macvlan\n[0]\n$ lsmod\n${HEADER}[0]\n` +
      '$ modprobe foo\nmodprobe: FATAL: Module foo not found in directory /lib/modules/6.18.0\n[1]\n' +
      '$ modprobe -r macvlan\nmodprobe: FATAL: Module macvlan is builtin.\n[1]\n',
  )
})

/** As recorded on a kernel built without CONFIG_MODULES, with kmod 30. */
it('a kernel without modules knows none', async () => {
  const where = 'not found in directory /lib/modules/6.18.0'
  const answers: readonly (readonly [string, string])[] = [
    ['modprobe macvlan', `modprobe: FATAL: Module macvlan ${where}\n[1]`],
    ['modprobe -q macvlan', '[1]'],
    [
      'modprobe -a foo bar',
      `modprobe: WARNING: Module foo ${where}\nmodprobe: WARNING: Module bar ${where}\n[1]`,
    ],
    ['modprobe -r macvlan', 'modprobe: FATAL: Module macvlan not found.\n[1]'],
    ['modprobe', 'modprobe: ERROR: missing parameters. See -h.\n[1]'],
    ['modprobe -z', "modprobe: invalid option -- 'z'\n[1]"],
    ['modprobe -V', 'kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n[0]'],
    ['modprobe ""', `modprobe: FATAL: Module  ${where}\n[1]`],
    [
      'lsmod',
      'libkmod: ERROR ../libkmod/libkmod-module.c:1725 kmod_module_new_from_loaded: could not open /proc/modules: No such file or directory\nError: could not get list of modules: No such file or directory\n[1]',
    ],
    ['lsmod foo', 'Usage: lsmod\n[1]'],
    ['rmmod macvlan', 'rmmod: ERROR: Module macvlan is not currently loaded\n[1]'],
    ['rmmod', 'rmmod: ERROR: missing module name.\n[1]'],
    ['cat /proc/modules', 'cat: /proc/modules: No such file or directory\n[1]'],
  ]
  const said = await inModel(answers.map(([command]) => command).join('\n'), { modules: 'none' })
  expect(said).toBe(answers.map(([command, answer]) => `$ ${command}\n${answer}\n`).join(''))
})

it('lists in /proc/modules what lsmod shows', async () => {
  expect(await inModel('modprobe bridge\ncat /proc/modules')).toContain(
    'bridge 311296 0 - Live 0x0000000000000000\nstp 16384 1 bridge, Live 0x0000000000000000\n' +
      'llc 16384 2 bridge,stp, Live 0x0000000000000000\n',
  )
})
