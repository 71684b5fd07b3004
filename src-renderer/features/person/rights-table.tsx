/** The one table of rights, as the station enforces it: actions down, roles across. */
import { actions, may } from '#core/person/rights.ts'
import { type Role, roles } from '#core/person/role.ts'
import { actionWords, roleNotes, roleWords } from './person-words.ts'

export function RightsTable({ mine }: { readonly mine: readonly Role[] }) {
  return (
    <table className="rights-table" aria-label="谁可以做什么">
      <thead>
        <tr>
          <th scope="col">动作</th>
          {roles.map((role) => (
            <th scope="col" key={role} title={roleNotes[role]}>
              {roleWords[role]}
              {mine.includes(role) && <span className="tag">我</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action}>
            <th scope="row">{actionWords[action]}</th>
            {roles.map((role) => (
              <td key={role}>
                {may([role], action) ? (
                  <span className="rights-yes" role="img" aria-label="可以">
                    ✓
                  </span>
                ) : (
                  <span className="rights-no" role="img" aria-label="不可以">
                    —
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
