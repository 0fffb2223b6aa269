/**
 * What a program sees: its arguments, streams and surroundings, and how it waits.
 *
 * Programs are generators. A program runs until it yields a {@link Wait}; the scheduler resumes it when the
 * wait is over. Only one program runs at a time, so the order of everything is deterministic, and virtual
 * time passes only while every program waits.
 */

/** Nanoseconds of virtual time since the world began. */
export type Nanoseconds = number

/**
 * Something a program waits for. The scheduler resumes the program when `ready()` holds, or at `until`
 * (virtual time) if that comes first, or when `promise` has settled.
 */
export interface Wait {
  readonly ready?: () => boolean
  readonly until?: Nanoseconds
  readonly promise?: Promise<unknown>
}

export type SignalName = 'INT' | 'TERM' | 'KILL' | 'PIPE' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM'

/** Thrown into a waiting program by `kill`. A program that does not catch it ends with status 128 + number. */
export class Signal extends Error {
  readonly signal: SignalName
  constructor(signal: SignalName) {
    super(`signal ${signal}`)
    this.signal = signal
  }
}

/**
 * Streams are shared between processes as file descriptors are: whoever keeps one holds it, and a pipe ends when
 * its last holder lets go. The scheduler does this for every program it starts.
 */
export interface Held {
  hold?(): void
  release?(): void
}

/** Text flows through streams as byte strings: each character is one byte (0–255), UTF-8 already encoded. */
export interface Input extends Held {
  /** What can be read now: text, '' if nothing yet, undefined at end of file. Reading consumes it (`max` bytes). */
  poll(max?: number): string | undefined
  /** The same without consuming: wait for input with `{ ready: () => input.peek() !== '' }`. */
  peek(): string | undefined
  /** Files only: moves the position back over bytes that were read. */
  unread?(count: number): void
}

export interface Output extends Held {
  /** Writes bytes. Throws Signal('PIPE') when nobody reads any more. */
  write(bytes: string): void
  /** False while a pipe is full: a program that writes without end waits for this. */
  writable(): boolean
  /** A terminal: programs write it line by line, and collect what goes elsewhere in blocks. */
  readonly terminal?: boolean
}

/** A program returns its exit status, 0–255. */
export interface Program {
  (process: Process): Generator<Wait, number, void>
  /**
   * Signals it installs a handler for (it catches {@link Signal}). Background commands of a script start with INT
   * and QUIT ignored, so only a program that says so here is stopped by them; other signals reach every program.
   */
  readonly handles?: readonly SignalName[]
}

export interface Process {
  readonly pid: number
  readonly parent: number
  /** argv[0] is the command as it was typed. */
  readonly argv: readonly string[]
  /** Exported variables. */
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** File descriptors 3 and up. */
  readonly descriptors: Descriptors
  /** Signals it was started to ignore; what it starts ignores them too. */
  readonly ignored: ReadonlySet<SignalName>
  /** The machine and network namespace it runs in. */
  readonly place: Place
  readonly system: System
}

export type Descriptors = ReadonlyMap<number, Input | Output>

/** Where a process runs. The shell language passes it on and never looks inside. */
export interface Place {
  readonly machine: string
  /** '' is the machine's root namespace. */
  readonly netns: string
}

/** What the operating system offers to programs. */
export interface System {
  /** Virtual time now. */
  now(): Nanoseconds
  readonly files: Files
  /** Starts a program and returns at once. */
  spawn(request: SpawnRequest): Child
  /**
   * Runs another program in a process's stead, under the same pid: what execve does. The caller returns its status:
   * `return yield* process.system.exec(process, program, { argv, place })`.
   */
  exec(process: Process, program: Program, changes: ExecChanges): Generator<Wait, number, void>
  /** Finds a command by name as execvp does; undefined if there is none. */
  lookup(
    name: string,
    place: Place,
    at?: { readonly path?: string; readonly cwd?: string },
  ): Program | undefined
  /** Sends a signal; false if no such process. */
  kill(pid: number, signal: SignalName): boolean
  /** A machine is switched off: whatever runs on it is killed, and its files are gone. */
  switchOff(machine: string): void
}

export type ExecChanges = Partial<Pick<Process, 'argv' | 'env' | 'cwd' | 'place' | 'stdin' | 'ignored'>>

export interface SpawnRequest {
  readonly program: Program
  readonly argv: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly place: Place
  readonly parent: number
  readonly descriptors?: Descriptors
  readonly ignored?: ReadonlySet<SignalName>
}

export interface Child {
  readonly pid: number
  /** undefined while it runs; 128 + number when a signal ended it. */
  status(): number | undefined
  /** The signal that ended it, if one did. */
  signal(): SignalName | undefined
}

/** A failed file operation, by its errno name; the caller puts it in the tool's words. */
export type FileError =
  | 'ENOENT'
  | 'EISDIR'
  | 'ENOTDIR'
  | 'EACCES'
  | 'EPERM'
  | 'EEXIST'
  | 'EINVAL'
  | 'ENOTEMPTY'
  | 'EROFS'
  | 'ELOOP'
  | 'ENOSPC'
  | 'ERANGE'
  | 'EOPNOTSUPP'
  | 'EBUSY'
  | 'EIO'
export class FileFailure extends Error {
  readonly code: FileError
  constructor(code: FileError, path: string) {
    super(`${code}: ${path}`)
    this.code = code
  }
}

export type FileKind = 'file' | 'directory' | 'device' | 'symlink'

export interface FileStatus {
  readonly kind: FileKind
  readonly size: number
  readonly mode: number
  readonly modified: Nanoseconds
  /** Equal for two names of one file. */
  readonly inode: number
}

/** A machine's files: ordinary ones in memory, and the kernel's own (/sys, /proc, /dev) made on reading. */
export interface Files {
  kind(path: string, place: Place): FileKind | undefined
  /** Throws FileFailure, as everything below does. */
  read(path: string, place: Place): string
  write(path: string, bytes: string, place: Place, how: 'truncate' | 'append'): void
  list(path: string, place: Place): readonly string[]
  makeDirectory(path: string, place: Place): void
  remove(path: string, place: Place): void
  /** Of the name itself (`link`: true) or of what a symbolic link leads to. */
  status(path: string, place: Place, link?: boolean): FileStatus | undefined
  /** An open file: it has its own position and outlives its name. */
  open(path: string, place: Place, how: 'read' | 'truncate' | 'append' | 'both'): Input & Output
  rename(from: string, to: string, place: Place): void
  setMode(path: string, mode: number, place: Place): void
  touch(path: string, time: Nanoseconds, place: Place): void
  link(target: string, path: string, place: Place, how: 'symbolic' | 'hard'): void
  readLink(path: string, place: Place): string
  /** A machine is gone, and with it everything that was written there. */
  forget(machine: string): void
  /** The program that an executable file holds, if it is one of the machine's own commands. */
  program(path: string, place: Place): Program | undefined
}

/** A tree of files that the kernel makes on reading, such as /sys/class/net. Paths are absolute and normal. */
export interface VirtualTree {
  readonly root: string
  kind(path: string, place: Place): FileKind | undefined
  read(path: string, place: Place): string
  list(path: string, place: Place): readonly string[]
  /** Throws FileFailure where the kernel refuses. Absent: read-only. */
  write?(path: string, bytes: string, place: Place): void
  /** Whether a file of a tree with `write` may be opened for writing. Absent: every one. */
  writable?(path: string, place: Place): boolean
  /** Only what `kind` knows is its own; everything else under its root is an ordinary file. */
  readonly partial?: true
  /** Absent: a file is text, made at the first read. */
  open?(path: string, place: Place): Input & Output
}
