import {
  ALL_NODES,
  groupMac6,
  groupScope,
  type Ipv6,
  NODE_LOCAL_ALL_NODES,
} from '../../frame/ipv6-address.ts'
import { type MldRecord, MldRecordType } from '../../frame/mld.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Inet6Device } from './inet6.ts'
import { sendReport } from './nd-send.ts'
import { conf6 } from './settings6.ts'
import { setTimer6 } from './timer6.ts'

/** MLD_QRV_DEFAULT: each change is told so often, lest one report be lost. */
const ROBUSTNESS = 2
const MILLISECOND = 1_000_000

/** __ipv6_dev_mc_inc: another user of the group; the first makes the device hear it, and the link know of it. */
export function joinGroup6(stack: StackEnvironment, idev: Inet6Device, group: Ipv6): void {
  const users = idev.groups.get(group) ?? 0
  idev.groups.set(group, users + 1)
  if (users === 0) groupAdded(stack, idev, group)
}

/** __ipv6_dev_mc_dec. */
export function leaveGroup6(stack: StackEnvironment, idev: Inet6Device, group: Ipv6): void {
  const users = idev.groups.get(group)
  if (users === undefined) return
  if (users > 1) return void idev.groups.set(group, users - 1)
  idev.groups.delete(group)
  groupDropped(stack, idev, group, true)
}

/** igmp6_group_added. */
function groupAdded(stack: StackEnvironment, idev: Inet6Device, group: Ipv6): void {
  if (!isHeard(group)) return
  listen(stack, idev, group)
  if (idev.dev.up) report(stack, idev, group, true)
}

/**
 * igmp6_group_dropped; `told`: the link learns of it, which a device that goes down does not tell any more. One that is down
 * already tries to, and in vain.
 */
function groupDropped(stack: StackEnvironment, idev: Inet6Device, group: Ipv6, told: boolean): void {
  if (!isHeard(group)) return
  silence(stack, idev, group)
  if (told) report(stack, idev, group, false)
}

function listen(stack: StackEnvironment, { dev, listening }: Inet6Device, group: Ipv6): void {
  if (dev.driver.kind === 'loopback' || listening.has(group)) return
  listening.add(group)
  stack.joinGroup(dev, groupMac6(group))
}

function silence(stack: StackEnvironment, { dev, listening }: Inet6Device, group: Ipv6): void {
  if (listening.delete(group)) stack.leaveGroup(dev, groupMac6(group))
}

/** A group of the node alone has no place on the link; all nodes are known without any report. */
function isHeard(group: Ipv6): boolean {
  return groupScope(group) >= 2 && group !== ALL_NODES
}

function report(stack: StackEnvironment, idev: Inet6Device, group: Ipv6, joined: boolean): void {
  if (idev.dev.driver.kind === 'loopback') return
  idev.reports.delete(group)
  idev.reports.set(group, { joined, left: ROBUSTNESS })
  idev.changeReports = ROBUSTNESS
  setTimer6(stack, idev, 'report', stack.random(SOON))
}

/** mld_ifc_event: almost at once, so that several changes go into one report. */
const SOON = 40 * MILLISECOND

/** ipv6_mc_up: all that a device has joined is told anew, when it comes up and when it gets an address. */
export function allGroupsUp(stack: StackEnvironment, idev: Inet6Device): void {
  for (const group of idev.groups.keys()) groupAdded(stack, idev, group)
}

/** ipv6_mc_down: the newest first, and nobody is told. */
export function allGroupsDown(stack: StackEnvironment, idev: Inet6Device): void {
  for (const group of [...idev.groups.keys()].reverse()) groupDropped(stack, idev, group, false)
  for (const what of ['report', 'dad report'] as const) idev.timers.delete(what)
}

/** mld_ifc_work. */
export function changesDue(stack: StackEnvironment, idev: Inet6Device): void {
  const records = changeRecords(idev)
  stack.why(idev.dev, 0)?.('MLD1', records.length > 0, { groups: records.length })
  sendReport(stack, idev, records)
  if (--idev.changeReports > 0) setTimer6(stack, idev, 'report', stack.random(interval(idev)))
}

/** mld_send_cr: groups that were left first, then those that were joined, the newest first. */
function changeRecords(idev: Inet6Device): MldRecord[] {
  const due = [...idev.reports].filter(([, { left }]) => left > 0).reverse()
  for (const [group, pending] of due) if (--pending.left === 0) idev.reports.delete(group)
  const left = due.filter(([, { joined }]) => !joined)
  return [...left, ...due.filter(([, { joined }]) => joined)].map(([group, { joined }]) => ({
    type: joined ? MldRecordType.toExclude : MldRecordType.toInclude,
    group,
  }))
}

/** ipv6_mc_dad_complete: what was reported from no address is reported again from the first one that there is. */
export function firstAddressKnown(stack: StackEnvironment, idev: Inet6Device): void {
  idev.dadReports = ROBUSTNESS
  dadReportDue(stack, idev)
}

/** mld_dad_work. */
export function dadReportDue(stack: StackEnvironment, idev: Inet6Device): void {
  const groups = [...idev.groups.keys()].filter(isHeard).reverse()
  sendReport(
    stack,
    idev,
    groups.map((group) => ({ type: MldRecordType.toExclude, group })),
  )
  if (--idev.dadReports > 0) setTimer6(stack, idev, 'dad report', stack.random(interval(idev)))
}

function interval(idev: Inet6Device): number {
  return conf6(idev, 'mldv2_unsolicited_report_interval') * MILLISECOND
}

/** The groups that every device is in from the beginning. */
export const FIRST_GROUPS: readonly Ipv6[] = [NODE_LOCAL_ALL_NODES, ALL_NODES]
