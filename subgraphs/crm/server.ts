import { runCommand } from '../../platform/config.ts'
import { runSubgraph } from '../shared/process.ts'
import { openCrmSubgraph } from './subgraph.ts'

if (import.meta.main) await runCommand(() => runSubgraph('crm', openCrmSubgraph))
