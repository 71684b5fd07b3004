/** The contract as an OpenAPI 3.1 document, derived, for programs on this machine. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../contract/index.ts'
import { SESSION_HEADER } from './person-cookie.ts'

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/** `address`: `http://127.0.0.1:<port>`. */
export function openApiDocument(address: string, version: string): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(contract, {
    info: {
      title: 'Kuaijian Station',
      version,
      description:
        'Everything the windows of the station can ask, for programs on the same machine. Errors are `FAULT` with a code and three sentences.',
    },
    servers: [{ url: `${address}/api` }],
    security: [{ token: [] }, { token: [], person: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token printed at start.' },
        person: {
          type: 'apiKey',
          in: 'header',
          name: SESSION_HEADER,
          description: 'Where there are accounts: the `session` that POST /person/sign-in answered.',
        },
      },
    },
  })
}
