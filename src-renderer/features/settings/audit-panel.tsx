/** Everything that was changed, by whom and when; each line is chained to the one before it by its hash. */
import { client } from '#api'
import { catalogNames } from '#core/catalog/list.ts'
import { listWords } from '#core/catalog/words.ts'
import { localText } from '#core/time.ts'
import { HashText } from '#ui/hash-text.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Answered } from '#ui/waiting.tsx'

type Line = Awaited<ReturnType<typeof client.settings.audit>>[number]

const actionWords: Readonly<Record<string, string>> = {
  'settings.site': '修改检测点',
  'pack.propose': '提交限量包',
  'pack.sign': '签字启用限量包',
  'pack.withdraw': '撤回限量包',
  'settings.clocks': '修改处置时限',
  'sample.register': '登记样品',
  'sample.place': '样品上机',
  claim: '认领读数',
  'failure.serve-notice': '告知书送达',
  'failure.accept': '登记无异议',
  'failure.object': '登记异议',
  'failure.let-deadline-pass': '登记逾期',
  'failure.refer': '登记送检',
  'failure.confirm': '登记复检结论',
  'failure.plan-disposal': '安排处置',
  'failure.dispose': '现场处置',
  'failure.close': '结案',
  'draft.take': '接过未写完的表单',
  'failure.evidence': '添加现场照片',
  'notice.approve': '批准公示',
  'notice.withdraw': '撤回公示',
  'notice.print': '打印公示单',
  board: '局域网公示屏',
  'outbox.retry': '重报',
  port: '修改仪器',
  'port.items': '修改项目对照',
  'port.calibration': '填写校准日期',
  'port.kit': '换试剂批号',
  'control.policy': '修改检测条件规则',
  'control.let-pass': '放行一批检测',
  'control.target': '修改质控靶值',
  'control.truth': '登记盲样结论',
  'strip.start': '试纸条开始计时',
  'strip.photo': '添加试纸条照片',
  'strip.read': '人工判读',
  'strip.settle': '判读完成',
  'strip.give-up': '试纸条作废',
  'port.identity': '确认仪器身份',
  learn: '学习向导',
  'claim.blank': '空白对照后判定',
  'claim.dismiss': '读数不算',
  'ledger.export': '导出月度台账',
  'clock.jumped': '电脑时间跳变',
  'catalog.save': '保存基础数据',
  'catalog.import': '导入基础数据',
  'catalog.retire': '停用基础数据',
  'catalog.restore': '恢复基础数据',
  'claim.undo': '撤回认领',
  'failure.correct': '更正处置记录',
  'failure.film': '添加现场视频',
  'failure.referral': '送检',
  'failure.laboratory-file': '导入实验室结果',
  'pack.rejudge': '按现行限量重新判定',
  'plate.make': '新建一板',
  'plate.load': '换上一板',
  'plate.end': '结束一板',
  'port.numbering': '修改编号方式',
  'referral.receive': '收下送检样品',
  'referral.result': '登记实验室结果',
  'referral.correct': '更正实验室结果',
  'sample.details': '补充样品信息',
  'sample.photo': '添加样品照片',
  'sample.sign': '样品信息单签名',
  'sample.unplace': '取下样品',
  'settings.methods': '修改处置方式',
  'settings.plan': '修改今日计划',
  'station-key': '生成本站签名密钥',
  sign: '签名',
  'person.add': '建立账号',
  'person.change': '修改账号',
  'person.close': '停用账号',
  'person.reopen': '启用账号',
  'person.reset-password': '重设密码',
  'person.set-password': '本人换密码',
  'person.set-pin': '本人设 PIN',
  'person.prove': '核对本人密码',
  'person.sign-in': '登录',
  'person.switch': '用 PIN 换人',
  'person.sign': '签名前核对 PIN',
  'person.wrong': '密码或 PIN 不对',
  'person.policy': '修改锁定与培训要求',
}

/** Details are data (JSON, hashes) for an auditor; the list shows what they say in the room's words, the whole is on hover. */
const mostDetail = 80

/** The texts within a detail that is JSON: names, numbers and codes, not the keys and codewords of the program. */
function detailWords(detail: string): string {
  if (!detail.startsWith('{')) return detail
  const texts = [...detail.matchAll(/:"([^"]*)"/g)].map(([, text]) => text ?? '')
  return [...new Set(texts.filter((text) => /[\p{Script=Han}\d]/u.test(text)))].join('、')
}

/** `stall A-01`: the list of the master data is named as its page names it. */
function subjectWords(subject: string): string {
  const [list = '', ...key] = subject.split(' ')
  const named = catalogNames.find((name) => name === list)
  return named === undefined ? subject : [listWords[named], ...key].join(' ')
}

const columns: readonly Column<Line>[] = [
  { key: 'at', name: '时间', className: 'nowrap', cell: (line) => shortText(localText(line.at)) },
  { key: 'by', name: '谁', className: 'nowrap', cell: (line) => line.by },
  {
    key: 'action',
    name: '做了什么',
    cell: (line) => (
      <span className="two">
        <b>{actionWords[line.action] ?? line.action}</b>
        <small title={line.detail}>
          {[subjectWords(line.subject), detailWords(line.detail).slice(0, mostDetail)]
            .filter((part) => part !== '')
            .join(' · ')}
        </small>
      </span>
    ),
  },
  { key: 'sha256', name: '指纹', className: 'nowrap', cell: (line) => <HashText sha256={line.sha256} /> },
]

const pageSize = 100

async function auditPage(after: string | null) {
  const rows = await client.settings.audit({ limit: pageSize, after })
  return { rows, next: rows.length < pageSize ? null : String(rows.at(-1)?.id) }
}

export function AuditPanel() {
  const audit = usePages<Line>('audit', auditPage, ({ id }) => id, [
    'settings.changed',
    'failure.moved',
    'notice.changed',
    'sample.changed',
    'port.changed',
    'person.changed',
  ])
  return (
    <Panel title="修改记录" flush aside="只增不改,前后相连">
      <Answered of={{ ...audit, data: audit.rows }}>
        {(lines) => (
          <Ledger
            label="修改记录,最新在前"
            columns={columns}
            rows={lines}
            idOf={({ id }) => id}
            more={audit.more}
            onMore={audit.loadMore}
          />
        )}
      </Answered>
    </Panel>
  )
}
