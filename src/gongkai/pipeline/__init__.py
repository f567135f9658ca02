"""The whole story: read → reading → check → reconcile → package → query → site.

The only room that chains the others; each stage gets and gives `model` types. `reading` is one file,
`publishing` a build, `upkeep` what maintainers do between builds.
"""
