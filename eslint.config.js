import graphql from '@graphql-eslint/eslint-plugin'

/** The contract's own lint: everything is described, named as the API says, and Relay-shaped. */
export default [
  {
    files: ['subgraphs/**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      // One schema for all: what a type is in one subgraph may be said in another.
      parserOptions: { graphQLConfig: { schema: './schema/supergraph.graphql' } },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          rootField: true,
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          InputObjectTypeDefinition: { style: 'PascalCase', requiredPattern: /(Input|Filter|Order|Row)$/ },
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          'FieldDefinition[parent.name.value=Query]': { forbiddenPatterns: [/^(get|list|find|query)/i] },
        },
      ],
      '@graphql-eslint/input-name': [
        'error',
        { checkInputType: true, caseSensitiveInputType: false, checkQueries: false },
      ],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/no-typename-prefix': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/relay-arguments': 'error',
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/relay-page-info': 'error',
    },
  },
  {
    // `nodeId` is what the router finds an owner by; clients never see it.
    files: ['subgraphs/identity/node/schema.graphql'],
    rules: { '@graphql-eslint/no-typename-prefix': 'off' },
  },
]
