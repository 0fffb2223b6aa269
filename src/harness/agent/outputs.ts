import { libc, memory } from './libc.ts'

const POLLIN = 1
const CHUNK = 65536

/** A pipe from the lab: what to do with what comes out of it. */
export type TakeBytes = (bytes: Buffer) => void

/** The reading ends of all pipes from the lab. */
export class Outputs {
  private readonly takers = new Map<number, TakeBytes>()

  get descriptors(): readonly number[] {
    return [...this.takers.keys()]
  }

  add(fd: number, take: TakeBytes): void {
    this.takers.set(fd, take)
  }

  /** Reads some of what a pipe holds, if anything; at its end, forgets it. False if there was nothing. */
  read(fd: number): boolean {
    const take = this.takers.get(fd)
    const polled = memory(8)
    polled.writeInt32LE(fd, 0)
    polled.writeUInt32LE(POLLIN, 4)
    if (!take || libc.poll(polled, 1, 0) <= 0) return false
    const bytes = memory(CHUNK)
    const length = Number(libc.read(fd, bytes, CHUNK))
    if (length > 0) take(bytes.subarray(0, length))
    else this.close(fd)
    return length > 0
  }

  /** What a pipe still holds when its writer has ended. Others may hold it open: they are not waited for. */
  finish(fd: number): void {
    for (let i = 0; i < 16 && this.read(fd); i++);
    this.close(fd)
  }

  private close(fd: number): void {
    if (this.takers.delete(fd)) libc.close(fd)
  }
}
