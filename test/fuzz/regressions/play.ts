import { expect } from 'vitest'
import type { Mac } from '../../../src/frame/mac.ts'
import { MACVLAN_NAMES } from '../../../src/fuzz/bench.ts'
import { COUNTERS, type LinkView } from '../../../src/fuzz/link-view.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import type { CreateStep, Outcome, SendStep, Step } from '../../../src/fuzz/step.ts'
import { kernelHere } from '../kernel-here.ts'

export const macOf = (slot: number): Mac => (0x0200_0000_00a0 + slot) as Mac
export const STRANGER = 0x0200_0000_00f1 as Mac
export const GROUP = 0x0100_5e01_0203 as Mac

/** A macvlan of the name `m0`…, up, on eth0. */
export function create(dev: string, mode: CreateStep['mode'], rest: Partial<CreateStep> = {}): CreateStep {
  const mac = macOf(MACVLAN_NAMES.indexOf(dev))
  return { do: 'create', dev, lower: 'eth0', mode, mac, up: true, netns: 'x', options: {}, ...rest }
}

export function send(dev: string, dst: Mac, src: Mac, rest: Partial<SendStep> = {}): SendStep {
  return { do: 'send', dev, dst, src, etherType: 0x88b5, length: 60, ...rest }
}

/** A history as the model plays it. Where there is a kernel to ask, it must have played the same. */
export async function play(steps: readonly Step[]): Promise<Play> {
  if (kernelHere !== undefined) expect(await kernelHere.differencesOf(steps)).toEqual([])
  return new Play(steps)
}

export class Play {
  private readonly bench = new ModelBench()
  readonly outcomes: readonly Outcome[]

  constructor(steps: readonly Step[]) {
    this.outcomes = steps.map((step) => this.bench.apply(step))
  }

  get last(): Outcome {
    return this.outcomes.at(-1)!
  }

  view(name: string): LinkView {
    return this.bench.views().find((view) => view.name === name)!
  }

  fdb(): readonly string[] {
    return this.bench.fdb()
  }

  counter(name: string, counter: (typeof COUNTERS)[number]): number {
    return this.view(name).counters[COUNTERS.indexOf(counter)]!
  }
}
