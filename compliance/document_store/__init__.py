"""Where documents lie: uploads, papers and pictures of files, in a folder or in a bucket."""
