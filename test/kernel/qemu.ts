/** A kernel booted in software emulation, bounded in time; it needs no hardware support and no rights. */
import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Boot {
  readonly image: string
  readonly initramfs: string
  /** Becomes a disk, to which the guest writes a tar file. */
  readonly disk: string
  /** Everything that the guest prints. */
  readonly log: string
  readonly minutes: number
  readonly say: (line: string) => void
  readonly more?: readonly string[]
}

const DISK_BYTES = 256 * 1024 * 1024
const COMMAND_LINE = 'console=ttyS0 quiet panic=-1 nokaslr mitigations=off hardened_usercopy=off'
const CONSOLE = ['-nodefaults', '-no-reboot', '-display', 'none', '-serial', 'stdio', '-append', COMMAND_LINE]
/**
 * The guest's clock counts instructions, not seconds (icount): to the guest, the emulation is a steady machine that
 * is never slow, and nobody waits while it sleeps. Room for a second processor, because a veth has as many queues.
 */
const MACHINE = words('-accel tcg -icount shift=0,sleep=off -cpu max,la57=off -smp 1,maxcpus=2 -m 1536')

/** Boots it and waits until it has switched itself off; false if it did not in time. */
export async function boot({ image, initramfs, disk, log, minutes, say, more = [] }: Boot): Promise<boolean> {
  writeFileSync(disk, '')
  truncateSync(disk, DISK_BYTES)
  const qemu = spawn(
    'qemu-system-x86_64',
    [...MACHINE, ...CONSOLE, '-kernel', image, '-initrd', initramfs, ...disks(disk), ...more],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const file = createWriteStream(log)
  for (const stream of [qemu.stdout, qemu.stderr]) {
    createInterface(stream).on('line', (line) => {
      file.write(`${line}\n`)
      if (/^kernels: |test\/(?:scenarios|claims)\//.test(line)) say(line.trim())
    })
  }
  const timer = setTimeout(() => qemu.kill('SIGKILL'), minutes * 60_000)
  const status = await new Promise((resolve) => qemu.once('close', resolve))
  clearTimeout(timer)
  file.end()
  return status === 0
}

function disks(file: string): readonly string[] {
  return ['-drive', `file=${file},if=virtio,format=raw`]
}

function words(text: string): readonly string[] {
  return text.split(' ')
}

/** What the guest handed over. */
export function unpackDisk(disk: string, directory: string): void {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  execFileSync('tar', ['-x', '--ignore-zeros', '-f', disk, '-C', directory])
  rmSync(disk)
}
