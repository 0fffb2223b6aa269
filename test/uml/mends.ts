/** What of older sources today's compiler does not take as it is, or what breaks on a busy machine. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Mend {
  readonly file: string
  readonly from: RegExp
  readonly to: string
}

/**
 * Linux 5.10 changes its list of events, and the time, with interrupts on. An alarm meanwhile changes them too: on a busy
 * machine that is soon, and a kernel that follows a pointer into nowhere, or whose time goes backwards. Later ones switch
 * interrupts off as this does.
 */
const EVENTS = 'arch/um/kernel/time.c'
const MENDS: readonly Mend[] = [
  {
    file: EVENTS,
    from: /(bool inserted = false;\n)(\n\tif \(e->pending\)\n\t\treturn;\n)([^}]*?)(\tlist_for_each_entry\(tmp, &time_travel_events)([\s\S]*?time_travel_next_event = tmp->time;\n)/,
    to: '$1\tunsigned long flags;\n$2$3\tlocal_irq_save(flags);\n$4$5\tlocal_irq_restore(flags);\n',
  },
  {
    file: EVENTS,
    from: /(time_travel_del_event\(struct time_travel_event \*e\)\n\{\n)(\tif \(!e->pending\)\n\t\treturn false;\n)(\tlist_del\(&e->list\);\n\te->pending = false;\n)/,
    to: '$1\tunsigned long flags;\n\n$2\tlocal_irq_save(flags);\n$3\tlocal_irq_restore(flags);\n',
  },
  {
    file: EVENTS,
    from: /(in_softirq\(\)\))\n(\t\t\ttime_travel_update_time\(time_travel_time \+[^;]*;\n)/,
    to: '$1 {\n\t\t\tunsigned long flags;\n\n\t\t\tlocal_irq_save(flags);\n$2\t\t\tlocal_irq_restore(flags);\n\t\t}\n',
  },
  {
    file: EVENTS,
    // An alarm that had to wait for that is for a time that is over.
    from: /(handle_real_alarm\(void\)\n\{\n)\t(time_travel_set_time\(time_travel_next_event\);\n)/,
    to: '$1\tif (time_travel_next_event > time_travel_time)\n\t\t$2',
  },
]

/** Where the text is as it was, and nowhere else. */
export function mend(tree: string): void {
  for (const { file, from, to } of MENDS) {
    const path = join(tree, file)
    if (existsSync(path)) writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
}
